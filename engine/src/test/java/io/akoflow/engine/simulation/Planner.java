package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.engine.run.RunInput;
import io.akoflow.engine.run.Shares;
import io.akoflow.engine.simulation.Database.Batch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads, decides, keeps and says as the service does, in steps between which it may die or stand still. */
final class Planner extends Group.Member {

    private static final int LONGEST_TRANSACTION = 20_000;
    private static final int PATIENCE = 500;
    private static final int BATCH = 20;

    private final Group group;
    private final Runs runs;
    private Mouth mouth;
    private Reading reading;
    private Set<Integer> partitions = Set.of();
    private int begunWith;
    private boolean idle;
    private int polls;

    Planner(Scene scene, Group group, String name) {
        super(scene, group, name);
        this.group = group;
        this.runs = new Runs(scene.database, scene.limits, new Shares(scene.pods), scene.defect);
        this.mouth = new Mouth(scene, this, this::wake);
        this.reading = new Reading(scene, Set.of());
        scene.kafka.workflows.onAppend(_ -> wake());
        scene.kafka.observed.onAppend(_ -> wake());
    }

    @Override
    void begin() {
        mouth = new Mouth(scene, this, this::wake);
        beginAnew();
    }

    @Override
    void wake() {
        if (idle) {
            pollAfter(1);
        }
    }

    private void beginAnew() {
        begunWith = -1;
        pollAfter(50);
    }

    private void pollAfter(long pause) {
        idle = false;
        int mine = ++polls;
        later(pause, () -> {
            if (mine == polls) {
                poll();
            }
        });
    }

    private void rest() {
        pollAfter(runs.nextTimer()
                .map(next -> Math.max(1, next.toEpochMilli() - now().toEpochMilli()))
                .orElse(Long.MAX_VALUE / 4));
        idle = true;
    }

    private void poll() {
        idle = false;
        if (!group.isAt(this, begunWith)) {
            join();
            return;
        }
        if (scene.chance.strikes(4)) {
            group.thawOthers(this);
        }
        boolean wasBehind = reading.isBehind();
        var now = now();
        for (var message : reading.take(1 + scene.chance.below(BATCH))) {
            decide(message, now);
        }
        if (!wasBehind) {
            runs.due(now).forEach(run -> runs.wake(run, now));
        }
        runs.takeTurns(now);
        if (runs.isLeftByOthers() && scene.defect != Defect.LATE_TRANSACTION_MISSED) {
            beginAnew();
            return;
        }
        var batch = runs.toKeep(reading.advances(), mouth.taken());
        if (batch.isEmpty() && !runs.hasTurns()) {
            rest();
        } else {
            keep(batch, wasBehind);
        }
    }

    private void decide(Message message, Instant now) {
        switch (message) {
            case WorkflowRequest request -> runs.decide(request.run(), new RunInput.Requested(request), now);
            case Observation seen -> runs.decide(seen.run(), new RunInput.Observed(believed(seen)), now);
            default -> throw new IllegalStateException(message.toString());
        }
    }

    private Observation believed(Observation seen) {
        if (scene.defect != Defect.OLD_SUCCESS_ACCEPTED || !(seen instanceof ActivitySucceeded it)) {
            return seen;
        }
        int attempt = Math.max(it.attempt(), runs.attempt(it.run(), it.activity()));
        return new ActivitySucceeded(
                it.run(), it.activity(), attempt, it.at(), it.pod(), it.startedAt(), it.warnings());
    }

    /** Begins where the database says. */
    private void join() {
        runs.forget();
        scene.database.forget(mouth.taken());
        mouth.forget();
        if (!group.join(this)) {
            idle = true;
            return;
        }
        begunWith = group.generation();
        partitions = group.partitions(this);
        reading = new Reading(scene, partitions);
        runs.begin(partitions);
        scene.story.tell(
                "",
                () -> "%s begins with %s%s".formatted(name, partitions, reading.isBehind() ? ", and is behind" : ""));
        if (scene.defect == Defect.OUTBOX_FORGOTTEN) {
            scene.database.forget(scene.database.left(partitions, false).keySet());
            scene.database.forget(scene.database.left(partitions, true).keySet());
        }
        var facts = scene.database.left(partitions, false);
        runs.know(facts.keySet());
        runs.know(scene.database.left(partitions, true).keySet());
        mouth.say(new ArrayList<>(facts.values()), new ArrayList<>(facts.keySet()));
        whenSaid(() -> {
            if (reading.isBehind()) {
                pollAfter(1);
            } else {
                sayLeftCommands();
            }
        });
    }

    private void whenSaid(Runnable then) {
        if (mouth.isEmpty()) {
            then.run();
        } else {
            later(20, () -> whenSaid(then));
        }
    }

    private void sayLeftCommands() {
        var left = scene.database.left(partitions, true);
        var now = now();
        if (scene.defect != Defect.LATE_TRANSACTION_MISSED) {
            runs.readAnew(left.values());
        }
        left.values().forEach(command -> runs.decideAnew((ActivityCommand) command, now));
        var settled = new ArrayList<>(left.keySet());
        settled.addAll(mouth.taken());
        keep(runs.toKeep(List.of(), settled), false);
    }

    private void keep(Batch batch, boolean behind) {
        if (scene.defect != Defect.OFFSET_BEFORE_CHANGES || batch.advances().isEmpty()) {
            store(batch, ids -> kept(batch, ids, behind));
            return;
        }
        var offsets = new Batch(batch.advances(), List.of(), List.of(), List.of());
        var rest = new Batch(List.of(), batch.runs(), batch.said(), batch.settled());
        store(offsets, _ -> store(rest, ids -> kept(rest, ids, behind)));
    }

    /** A transaction that is under way may be carried out after this planner has died, and its answer may get lost. */
    private void store(Batch batch, Consumer<List<Long>> then) {
        if (diesAt("decided")) {
            return;
        }
        later(0, () -> {
            long pause = scene.pause(scene.transaction, LONGEST_TRANSACTION);
            ask(pause, () -> scene.database.keep(batch), ids -> {
                if (scene.chance.strikes(200)) {
                    beginAnew();
                } else if (ids.isPresent()) {
                    then.accept(ids.get());
                } else {
                    conflict();
                }
            });
            if (pause > PATIENCE && scene.chance.strikes(3)) {
                crash(); // somebody has taken it for dead
            } else {
                diesAt("waiting for the database");
            }
        });
    }

    private void kept(Batch batch, List<Long> ids, boolean behind) {
        mouth.settled(batch.settled());
        runs.kept();
        runs.know(ids);
        reading.kept(reading.advances());
        if (!diesAt("kept")) {
            say(batch.said(), ids, behind);
            goOn(behind);
        }
    }

    private void conflict() {
        scene.story.tell("", () -> name + " meets a conflict");
        if (scene.defect == Defect.CONFLICT_DROPPED) {
            runs.forget();
            runs.begin(partitions);
            reading.findKept();
            pollAfter(50);
        } else {
            beginAnew();
        }
    }

    private void say(List<Message> said, List<Long> ids, boolean behind) {
        var now = new ArrayList<Message>();
        var itsIds = new ArrayList<Long>();
        for (int i = 0; i < said.size(); i++) {
            if (!(behind && said.get(i) instanceof ActivityCommand)) {
                now.add(said.get(i));
                itsIds.add(ids.get(i));
            }
        }
        mouth.say(now, itsIds);
    }

    private void goOn(boolean behind) {
        if (behind && !reading.isBehind()) {
            sayLeftCommands();
        } else {
            pollAfter(1);
        }
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock();
    }
}
