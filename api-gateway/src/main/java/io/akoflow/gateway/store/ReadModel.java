package io.akoflow.gateway.store;

import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunFact.RunStarted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the runs. A fact changes a row only if it is newer than the row, so facts may be repeated; facts about
 * a run that was deleted change nothing. A run that starts and is not here was submitted after the backup that the
 * database was restored from: it comes back, without its file.
 */
@ApplicationScoped
public class ReadModel {

    private static final String NUMBER_IS_TAKEN =
            "select setval('run_number_seq', ?::bigint) from run_number_seq where last_value <= ?::bigint";
    private static final String MISSED = """
            insert into run (id, number, owner, name, body_hash, file, content_type, activities, submitted_at, said_at)
            overriding system value
            select it.id, case when exists (select from run where run.number = it.number)
                               then nextval('run_number_seq') else it.number end,
                   it.owner, it.name, ''::bytea, ''::bytea, 'application/yaml', it.activities, it.at, it.at
            from (values (?, ?::bigint, ?, ?, ?::int, ?::timestamptz)) it (id, number, owner, name, activities, at)
            where not exists (select from run where run.id = it.id)
              and not exists (select from deleted_run where deleted_run.id = it.id)
            on conflict (id) do nothing
            """;
    private static final String SEQ = "update run set seq = greatest(seq, ?) where id = ?";
    private static final String STARTED = """
            update run set state = case when state = 'CANCELLING' and state_seq = 0 then state else 'RUNNING' end,
                           state_seq = ?, started_at = coalesce(started_at, ?), ended_at = null, message = null,
                           activities = ?
            where id = ? and state_seq < ?
            """;
    private static final String ENDED = """
            update run set state = ?, state_seq = ?, ended_at = ?, message = ? where id = ? and state_seq < ?
            """;
    private static final String CHANGED = """
            insert into activity (ordinal, name, state, attempt, seq, pod, started_at, ended_at, until_at, waiting_for,
                                  failure, warnings, run)
            select ?::int, ?, ?, ?::int, ?::bigint, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?, ?, ?, id
            from run where id = ?
            on conflict (run, ordinal) do update
            set state = excluded.state, attempt = excluded.attempt, seq = excluded.seq, pod = excluded.pod,
                started_at = excluded.started_at, ended_at = excluded.ended_at, until_at = excluded.until_at,
                waiting_for = excluded.waiting_for, failure = excluded.failure, warnings = excluded.warnings
            where activity.seq < excluded.seq
            """;

    private static final String UNDER_WAY = """
            select 1 from run where id = ? and state_seq < ? and state not in ('SUCCEEDED', 'FAILED', 'CANCELLED')
            """;

    private final Database database;
    private final NotificationStore notifications;

    ReadModel(Database database, NotificationStore notifications) {
        this.database = database;
        this.notifications = notifications;
    }

    /** Keeps what {@code facts} say, and that the topic was read up to {@code positions}; both or neither. */
    public void keep(List<RunFact> facts, List<Position> positions) {
        database.transaction(connection -> {
            keepMissed(connection, facts);
            keepSeqs(connection, facts);
            try (var started = connection.prepareStatement(STARTED);
                    var ended = connection.prepareStatement(ENDED);
                    var changed = connection.prepareStatement(CHANGED)) {
                for (var fact : facts) {
                    switch (fact) {
                        case RunStarted it -> start(started, it);
                        case ActivityChanged it -> change(changed, it);
                        case RunEnded it -> {
                            started.executeBatch();
                            changed.executeBatch(); // what is told of the end has all that led to it
                            end(connection, ended, it);
                        }
                    }
                }
                changed.executeBatch();
                started.executeBatch();
            }
            AttemptStore.keep(connection, changes(facts));
            Positions.keep(connection, positions);
            return facts.size();
        });
    }

    private static List<ActivityChanged> changes(List<RunFact> facts) {
        return facts.stream()
                .filter(ActivityChanged.class::isInstance)
                .map(ActivityChanged.class::cast)
                .toList();
    }

    private static void keepMissed(Connection connection, List<RunFact> facts) throws SQLException {
        Map<String, RunStarted> started = new TreeMap<>();
        for (var fact : facts) {
            if (fact instanceof RunStarted it) {
                started.putIfAbsent(it.run().value(), it);
            }
        }
        if (started.isEmpty()) {
            return;
        }
        try (var missed = connection.prepareStatement(MISSED);
                var taken = connection.prepareStatement(NUMBER_IS_TAKEN)) {
            for (var it : started.values()) {
                Columns.set(missed, it.run().value(), it.number(), it.owner(), it.workflow(), it.activities(), it.at());
                if (missed.executeUpdate() > 0) {
                    Columns.set(taken, it.number(), it.number()).execute();
                }
            }
        }
    }

    /** Comes first and in the order of the ids, so that everybody locks runs before activities. */
    private static void keepSeqs(Connection connection, List<RunFact> facts) throws SQLException {
        Map<String, Long> seqs = new TreeMap<>();
        facts.forEach(fact -> seqs.merge(fact.run().value(), fact.seq(), Math::max));
        try (var update = connection.prepareStatement(SEQ)) {
            for (var seq : seqs.entrySet()) {
                Columns.set(update, seq.getValue(), seq.getKey()).addBatch();
            }
            update.executeBatch();
        }
    }

    private static void start(PreparedStatement started, RunStarted fact) throws SQLException {
        Columns.set(
                        started,
                        fact.seq(),
                        fact.at(),
                        fact.activities(),
                        fact.run().value(),
                        fact.seq())
                .addBatch();
    }

    private void end(Connection connection, PreparedStatement ended, RunEnded fact) throws SQLException {
        boolean isNew = isUnderWay(connection, fact);
        Columns.set(
                        ended,
                        fact.state(),
                        fact.seq(),
                        fact.at(),
                        fact.message(),
                        fact.run().value(),
                        fact.seq())
                .executeUpdate();
        if (isNew) {
            notifications.put(connection, fact);
        }
    }

    /** One that is over is told of again when it can't be resumed. */
    private static boolean isUnderWay(Connection connection, RunEnded fact) throws SQLException {
        try (var query = Columns.set(
                        connection.prepareStatement(UNDER_WAY), fact.run().value(), fact.seq());
                var rows = query.executeQuery()) {
            return rows.next();
        }
    }

    private static void change(PreparedStatement changed, ActivityChanged fact) throws SQLException {
        Columns.set(
                        changed,
                        fact.activity(),
                        fact.name(),
                        fact.state(),
                        fact.attempt(),
                        fact.seq(),
                        Columns.json(fact.pod()),
                        fact.startedAt(),
                        fact.endedAt(),
                        fact.until(),
                        fact.waitingFor(),
                        Columns.json(fact.failure()),
                        Columns.json(fact.warnings()),
                        fact.run().value())
                .addBatch();
    }
}
