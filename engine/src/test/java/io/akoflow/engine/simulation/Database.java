package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.Message;
import io.akoflow.contract.RunId;
import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.run.RunSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the planner keeps, as its tables do: all of a batch or nothing, and only over what was read. */
final class Database {

    private final Accounts accounts;
    private final Map<RunId, Row> runs = new HashMap<>();
    private final Map<Source, Integer> positions = new HashMap<>();
    private final TreeMap<Long, Message> outbox = new TreeMap<>();
    private long lastId;

    /** A partition of a topic that planners read. */
    record Source(boolean requests, int partition) {}

    record Advance(Source source, int from, int to) {}

    record Changed(
            RunSnapshot run,
            long version,
            List<ActivitySnapshot> activities,
            @Nullable Instant dueAt,
            int pods,
            boolean waits) {}

    record Batch(List<Advance> advances, List<Changed> runs, List<Message> said, List<Long> settled) {
        boolean isEmpty() {
            return advances.isEmpty() && runs.isEmpty() && said.isEmpty() && settled.isEmpty();
        }
    }

    record Row(
            RunSnapshot run,
            long version,
            Map<Integer, ActivitySnapshot> activities,
            @Nullable Instant dueAt,
            int pods,
            boolean waits) {}

    Database(Accounts accounts) {
        this.accounts = accounts;
    }

    int position(Source source) {
        return positions.getOrDefault(source, 0);
    }

    @Nullable
    Row row(RunId run) {
        return runs.get(run);
    }

    Collection<Row> rows() {
        return runs.values();
    }

    boolean hasRead(Kafka kafka) {
        for (int i = 0; i < Topic.PARTITIONS; i++) {
            if (position(new Source(true, i)) < kafka.workflows.end(i)
                    || position(new Source(false, i)) < kafka.observed.end(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isAllSaid() {
        return outbox.isEmpty();
    }

    /** Whether nothing is left to be said for the first time. */
    boolean isOnlyLeftAgain(Kafka kafka) {
        return outbox.values().stream().allMatch(kafka::hasTold);
    }

    /** The numbers in the outbox of what is to be said; empty when somebody else has changed what was read. */
    Optional<List<Long>> keep(Batch batch) {
        if (!isAsRead(batch)) {
            return Optional.empty();
        }
        batch.advances().forEach(it -> positions.put(it.source(), it.to()));
        batch.runs().forEach(this::write);
        forget(batch.settled());
        var ids = new ArrayList<Long>();
        for (var message : batch.said()) {
            ids.add(++lastId);
            outbox.put(lastId, message);
        }
        accounts.kept(this, batch);
        return Optional.of(ids);
    }

    private boolean isAsRead(Batch batch) {
        boolean read = batch.advances().stream().allMatch(it -> position(it.source()) == it.from());
        boolean written = batch.runs().stream().allMatch(it -> version(it.run().run()) == it.version());
        return read && written;
    }

    private long version(RunId run) {
        var row = runs.get(run);
        return row == null ? 0 : row.version();
    }

    private void write(Changed changed) {
        var old = runs.get(changed.run().run());
        var activities = old == null ? new HashMap<Integer, ActivitySnapshot>() : old.activities();
        changed.activities().forEach(row -> activities.put(row.activity(), row));
        var row = new Row(
                changed.run(), changed.version() + 1, activities, changed.dueAt(), changed.pods(), changed.waits());
        runs.put(changed.run().run(), row);
    }

    void forget(Collection<Long> ids) {
        ids.forEach(outbox::remove);
    }

    /** What may not have been said about runs of these partitions. */
    Map<Long, Message> left(Set<Integer> partitions, boolean commands) {
        var left = new TreeMap<Long, Message>();
        outbox.forEach((id, message) -> {
            if (message instanceof ActivityCommand == commands && partitions.contains(partition(message))) {
                left.put(id, message);
            }
        });
        return left;
    }

    /** Whether something about a run is to be said that is none of {@code known}. */
    boolean isLeft(RunId run, Set<Long> known) {
        return outbox.entrySet().stream()
                .anyMatch(it -> it.getValue().subject().startsWith(run.value()) && !known.contains(it.getKey()));
    }

    private static int partition(Message message) {
        var subject = message.subject();
        int slash = subject.indexOf('/');
        return Topic.partition(slash < 0 ? subject : subject.substring(0, slash));
    }
}
