package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.WorkflowRequest;

/** The topics, and how things get there: late, after all, or twice when the answer was lost. */
final class Kafka {

    private static final int UNTIL_GIVEN_UP = 1000;

    final Topic<WorkflowRequest> workflows = new Topic<>();
    final Topic<Observation> observed = new Topic<>();
    final Topic<ActivityCommand> ready = new Topic<>();
    final Topic<RunFact> runs = new Topic<>();

    private final Scene scene;
    private long awayUntil;

    Kafka(Scene scene) {
        this.scene = scene;
    }

    void goAway(long pause) {
        scene.story.tell("", () -> "Kafka is away for %d ms".formatted(pause));
        awayUntil = scene.time.millis() + pause;
    }

    boolean isAway() {
        return scene.time.millis() < awayUntil;
    }

    /** Says it until Kafka has it; what its part says meanwhile may overtake it. */
    void insist(Part by, Message message, Runnable taken) {
        say(by, message, taken, () -> by.later(UNTIL_GIVEN_UP, () -> insist(by, message, taken)));
    }

    /** Says it once; a failure may be one of the answer only. */
    void say(Part by, Message message, Runnable taken, Runnable failed) {
        by.later(scene.pause(20, 20_000), () -> {
            if (isAway() || scene.chance.strikes(40)) {
                by.later(UNTIL_GIVEN_UP, failed);
                return;
            }
            append(message);
            if (scene.chance.strikes(40)) {
                by.later(UNTIL_GIVEN_UP, failed);
            } else {
                taken.run();
            }
        });
    }

    /** Whether somebody has said it before. */
    boolean hasTold(Message message) {
        return message instanceof ActivityCommand command
                && ready.partition(Topic.partition(command.key())).stream()
                        .anyMatch(it -> it.message().messageId().equals(command.messageId()));
    }

    void append(Message message) {
        long at = scene.time.millis();
        scene.story.tell(Names.of(message), () -> "is said: " + Names.words(message));
        switch (message) {
            case WorkflowRequest request -> workflows.append(request, at);
            case Observation seen -> observed.append(seen, at);
            case ActivityCommand command -> ready.append(command, at);
            case RunFact fact -> runs.append(fact, at);
            default -> throw new IllegalArgumentException(message.toString());
        }
    }
}
