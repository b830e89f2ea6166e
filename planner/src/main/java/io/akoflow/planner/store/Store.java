package io.akoflow.planner.store;

import io.akoflow.contract.RunId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * What the planner keeps. Each method is one transaction, and throws {@link StoreFailure} when it could not be done.
 */
@Singleton
public class Store {

    private final Database database;

    public Store(DataSource source) {
        this.database = new Database(source);
    }

    /** How far {@code partitions} of {@code topics} have been read; 0 of one that never was. */
    public List<Position> positions(Collection<String> topics, Collection<Integer> partitions) {
        return database.transaction(connection -> PositionTable.read(connection, topics, partitions));
    }

    /** Runs of {@code partitions} that have to be woken. */
    public List<Wake> wakes(Collection<Integer> partitions) {
        return database.transaction(connection -> RunTable.wakes(connection, partitions));
    }

    /** Those of {@code runs} that are kept. */
    public List<StoredRun> load(Collection<RunId> runs) {
        return database.transaction(connection -> {
            var found = RunTable.read(connection, runs);
            return ActivityTable.fill(connection, found);
        });
    }

    /**
     * Keeps all of {@code batch}, or throws {@link ConflictException} when one of its runs or positions is not as it
     * says.
     *
     * @return the numbers in the outbox of what is to be said, in its order
     */
    public List<Long> keep(Batch batch) {
        return database.transaction(connection -> {
            PositionTable.advance(connection, batch.advances());
            RunTable.write(connection, batch.runs());
            ActivityTable.write(connection, batch.runs());
            OutboxTable.delete(connection, batch.settled());
            return OutboxTable.insert(connection, batch.said());
        });
    }

    /** The oldest of what is in the outbox to be said as it is. */
    public List<Left.Fact> leftFacts(Collection<Integer> partitions, int most) {
        return database.transaction(connection -> OutboxTable.facts(connection, partitions, most));
    }

    /** The oldest of what is in the outbox to be decided anew. */
    public List<Left.Command> leftCommands(Collection<Integer> partitions, int most) {
        return database.transaction(connection -> OutboxTable.commands(connection, partitions, most));
    }

    /** Forgets what was said. A crash may undo that, so this need not wait for the disk. */
    public void said(Collection<Long> outbox) {
        if (outbox.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set local synchronous_commit = off");
            }
            OutboxTable.delete(connection, outbox);
            return outbox.size();
        });
    }
}
