package io.akoflow.gateway.store;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact.ActivityChanged;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps what became of each attempt, from facts about its activity. Facts may be repeated; one that is not newer than
 * what is kept changes nothing.
 */
final class AttemptStore {

    /**
     * An activity may be ready before its attempt begins, when others have to end first: then the fact has the number
     * of the attempt before, which is over. What is over stays so, unless it was given up for lost and has succeeded
     * after all.
     */
    private static final String UPSERT = """
            insert into attempt (run, ordinal, attempt, state, seq, ready_at, dispatched_at, started_at, ended_at, pod,
                                 failure)
            select run.id, it.ordinal,
                   case when it.state = 'READY' and (it.attempt = 0 or exists (
                            select from attempt a
                            where a.run = run.id and a.ordinal = it.ordinal and a.attempt = it.attempt
                              and a.seq < it.seq and a.state in ('SUCCEEDED', 'FAILED', 'CANCELLED')))
                        then it.attempt + 1 else it.attempt end,
                   it.state, it.seq, case it.state when 'READY' then it.at end,
                   case it.state when 'DISPATCHED' then it.at end, it.started_at, it.ended_at, it.pod, it.failure
            from run join (values (?::int, ?::int, ?, ?::bigint, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?, ?, ?))
                     it (ordinal, attempt, state, seq, at, started_at, ended_at, pod, failure, run) on run.id = it.run
            on conflict (run, ordinal, attempt) do update
            set state = excluded.state, seq = excluded.seq,
                ready_at = coalesce(attempt.ready_at, excluded.ready_at),
                dispatched_at = coalesce(attempt.dispatched_at, excluded.dispatched_at),
                started_at = coalesce(excluded.started_at, attempt.started_at),
                ended_at = coalesce(excluded.ended_at, attempt.ended_at),
                pod = coalesce(excluded.pod, attempt.pod), failure = excluded.failure
            where attempt.seq < excluded.seq
              and (attempt.state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') or excluded.state = 'SUCCEEDED')
            """;

    /** It was ready, and is not any more. */
    private static final String NOT_BEGUN =
            "delete from attempt where run = ? and ordinal = ? and attempt > ? and state = 'READY' and seq < ?";

    private AttemptStore() {}

    static void keep(Connection connection, List<ActivityChanged> facts) throws SQLException {
        try (var upsert = connection.prepareStatement(UPSERT);
                var notBegun = connection.prepareStatement(NOT_BEGUN)) {
            for (var fact : facts) {
                switch (fact.state()) {
                    case READY -> addTo(upsert, fact, ActivityState.READY);
                    case DISPATCHED, RUNNING, SUCCEEDED -> addAttempt(upsert, fact, fact.state());
                    case BACKING_OFF -> addAttempt(upsert, fact, ActivityState.FAILED);
                    case FAILED, CANCELLED -> {
                        addAttempt(upsert, fact, fact.state());
                        addNotBegun(notBegun, fact);
                    }
                    case WAITING, SKIPPED -> addNotBegun(notBegun, fact);
                }
            }
            upsert.executeBatch();
            notBegun.executeBatch();
        }
    }

    private static void addAttempt(PreparedStatement upsert, ActivityChanged fact, ActivityState state)
            throws SQLException {
        if (fact.attempt() > 0) {
            addTo(upsert, fact, state);
        }
    }

    private static void addTo(PreparedStatement upsert, ActivityChanged fact, ActivityState state) throws SQLException {
        Columns.set(
                        upsert,
                        fact.activity(),
                        fact.attempt(),
                        state,
                        fact.seq(),
                        fact.at(),
                        fact.startedAt(),
                        fact.endedAt(),
                        Columns.json(fact.pod()),
                        state == ActivityState.FAILED ? Columns.json(fact.failure()) : null,
                        fact.run().value())
                .addBatch();
    }

    private static void addNotBegun(PreparedStatement notBegun, ActivityChanged fact) throws SQLException {
        Columns.set(notBegun, fact.run().value(), fact.activity(), fact.attempt(), fact.seq())
                .addBatch();
    }
}
