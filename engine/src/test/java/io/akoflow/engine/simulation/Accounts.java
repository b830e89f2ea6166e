package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.RunState;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.simulation.Database.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The law that whatever planners have read, says the database, has had its effect, or has it soon. */
final class Accounts {

    /** Longer than the longest transaction. */
    private static final int SOON = 30_000;

    private final Scene scene;
    private final Map<Source, List<Entry>> entries = new HashMap<>();

    private record Entry(int offset, Message message) {}

    Accounts(Scene scene) {
        this.scene = scene;
        scene.kafka.workflows.onAppend(it -> expect(true, it, scene.kafka.workflows.end(Topic.partition(it.key()))));
        scene.kafka.observed.onAppend(it -> expect(false, it, scene.kafka.observed.end(Topic.partition(it.key()))));
    }

    private void expect(boolean request, Message message, int end) {
        var source = new Source(request, Topic.partition(message.key()));
        entries.computeIfAbsent(source, _ -> new ArrayList<>()).add(new Entry(end - 1, message));
    }

    /** A transaction is done. */
    void kept(Database database, Database.Batch batch) {
        for (var advance : batch.advances()) {
            entries.getOrDefault(advance.source(), new ArrayList<>()).removeIf(entry -> {
                boolean isRead = entry.offset() < advance.to();
                if (isRead && !hasEffect(database, entry.message())) {
                    scene.time.after(SOON, () -> check(database, entry.message()));
                }
                return isRead;
            });
        }
    }

    private void check(Database database, Message message) {
        Laws.check(
                hasEffect(database, message),
                Names.of(message),
                "%s was read and stored as read, but nothing followed from it".formatted(Names.words(message)));
    }

    private boolean hasEffect(Database database, Message message) {
        return switch (message) {
            case RunRequested it -> database.row(it.run()) != null;
            case RunCancelRequested it -> {
                var row = database.row(it.run());
                yield row == null
                        || row.run().state() != RunState.RUNNING
                        || scene.laws.person(it.run()).hasResumed();
            }
            case Observation seen -> hasEffect(database, seen);
            default -> true;
        };
    }

    private static boolean hasEffect(Database database, Observation seen) {
        return switch (seen) {
            case ActivityWaiting _, ActivityLogged _ -> true;
            case ActivityDispatched _ -> !isIn(database, seen.attemptId(), EnumSet.of(ActivityState.READY));
            case ActivityStarted _ ->
                !isIn(database, seen.attemptId(), EnumSet.of(ActivityState.READY, ActivityState.DISPATCHED));
            case ActivitySucceeded _, ActivityFailed _, ActivityRefused _, ActivityLost _ ->
                !isIn(database, seen.attemptId(), EnumSet.allOf(ActivityState.class));
        };
    }

    /** Whether the attempt is under way, in one of these states. */
    private static boolean isIn(Database database, AttemptId id, Set<ActivityState> states) {
        var row = database.row(id.run());
        ActivitySnapshot activity = row == null ? null : row.activities().get(id.activity());
        return activity != null
                && activity.attempt() == id.attempt()
                && activity.validUntil() != null
                && states.contains(activity.state());
    }
}
