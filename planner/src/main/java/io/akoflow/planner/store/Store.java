package io.akoflow.planner.store;

import io.akoflow.contract.RunId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;
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

    /** How the runs of {@code partitions} stand that are not at rest; those that began first are first. */
    public List<Standing> standings(Collection<Integer> partitions) {
        return database.transaction(connection -> RunTable.standings(connection, partitions));
    }

    /**
     * Those of {@code runs} that are kept, or throws {@link ConflictException} when the outbox has something of them
     * that is not {@code known}: somebody else decided about them, and what that was has to be said first.
     */
    public List<StoredRun> load(Collection<RunId> runs, LongPredicate known) {
        return database.transaction(connection -> {
            var found = ActivityTable.fill(connection, RunTable.read(connection, runs));
            // afterwards, since whoever writes does both at once
            if (!OutboxTable.ids(connection, runs).allMatch(known)) {
                throw new ConflictException(
                        "Expected to know all that is to be said of %s, but there is more".formatted(runs));
            }
            return found;
        });
    }

    /** The numbers of all that is in the outbox. */
    public List<Long> left(Collection<Integer> partitions) {
        return database.transaction(connection -> OutboxTable.idsOf(connection, partitions));
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

    /**
     * Forgets runs that somebody deleted, that ended before {@code ended} and of which nothing is left to be said: all
     * of those that nobody asks for again who began before {@code begun}, and of others all but their names.
     *
     * @return how many
     */
    public int forget(Instant ended, Instant begun) {
        return database.transaction(connection -> ForgottenRuns.forget(connection, ended, begun));
    }
}
