package io.akoflow.engine.simulation;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Message;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunId;

/** How things are called in a story: runs by their last letter. */
final class Names {

    private Names() {}

    static String of(RunId run) {
        return run.value().substring(run.value().length() - 1);
    }

    static String of(AttemptId id) {
        return of(id.run()) + "/" + id.activity();
    }

    /** What a message is about. */
    static String of(Message message) {
        var subject = message.subject();
        int slash = subject.indexOf('/');
        return subject.substring((slash < 0 ? subject.length() : slash) - 1);
    }

    static String words(Message message) {
        var id = message.messageId();
        var name = MessageType.of(message).name() + " " + id.substring(Math.max(0, id.indexOf('/')));
        return switch (message) {
            case ActivityChanged fact -> "%s %s, attempt %d".formatted(name, fact.state(), fact.attempt());
            case RunEnded fact -> name + " " + fact.state();
            case ActivityFailed seen -> name + " " + seen.failure().kind();
            default -> name;
        };
    }
}
