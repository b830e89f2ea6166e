package io.akoflow.gateway.store;

import io.akoflow.contract.Activity;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.akoflow.contract.Webhook;
import io.akoflow.contract.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what people ask for. */
@ApplicationScoped
public class RunStore {

    private final Database database;

    RunStore(Database database) {
        this.database = database;
    }

    /**
     * Keeps {@code run} with its activities, unless its idempotency key is taken. One with the same id that came back
     * without its file has it again.
     */
    public Kept keep(NewRun run) {
        byte[] hash = sha256(run.file().bytes());
        return database.transaction(connection -> {
            try (var insert = Columns.set(
                            connection.prepareStatement("""
                                    insert into run (id, owner, name, idempotency_key, body_hash, file, content_type,
                                                     activities, namespace, storage, webhooks, submitted_at, said_at)
                                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                    on conflict do nothing returning number
                                    """),
                            run.id().value(),
                            run.owner(),
                            run.workflow().name(),
                            run.idempotencyKey(),
                            hash,
                            run.file().bytes(),
                            run.file().contentType(),
                            run.workflow().activities().size(),
                            run.workflow().namespace(),
                            Columns.json(run.workflow().storage()),
                            Columns.json(run.webhooks()),
                            run.at(),
                            run.at());
                    var inserted = insert.executeQuery()) {
                if (!inserted.next()) {
                    return taken(connection, run, hash);
                }
                putActivities(connection, run.id(), run.workflow().activities());
                return new Kept.New(run.id(), inserted.getLong(1));
            }
        });
    }

    private static Kept taken(Connection connection, NewRun run, byte[] hash) throws SQLException {
        try (var query = Columns.set(
                        connection.prepareStatement(
                                "select id, number, body_hash from run where owner = ? and idempotency_key = ?"),
                        run.owner(),
                        run.idempotencyKey());
                var rows = query.executeQuery()) {
            if (!rows.next()) {
                return complete(connection, run, hash);
            }
            return MessageDigest.isEqual(hash, rows.getBytes("body_hash"))
                    ? new Kept.Repeated(new RunId(rows.getString("id")), rows.getLong("number"))
                    : new Kept.KeyTaken();
        }
    }

    /** A file that was edited since stays. */
    private static Kept complete(Connection connection, NewRun run, byte[] hash) throws SQLException {
        try (var update = Columns.set(
                        connection.prepareStatement("""
                                update run set idempotency_key = ?, body_hash = ?, namespace = ?,
                                       storage = case when length(file) = 0 then ? else coalesce(storage, ?) end,
                                       webhooks = case when length(file) = 0 then ? else webhooks end,
                                       file = case when length(file) = 0 then ? else file end,
                                       content_type = case when length(file) = 0 then ? else content_type end
                                where id = ? returning number
                                """),
                        run.idempotencyKey(),
                        hash,
                        run.workflow().namespace(),
                        Columns.json(run.workflow().storage()),
                        Columns.json(run.workflow().storage()),
                        Columns.json(run.webhooks()),
                        run.file().bytes(),
                        run.file().contentType(),
                        run.id().value());
                var rows = update.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException(
                        "Expected what keeps run %s from being kept to be there still, but it is gone; try again"
                                .formatted(run.id()));
            }
            putActivities(connection, run.id(), run.workflow().activities());
            return new Kept.New(run.id(), rows.getLong("number"));
        }
    }

    private static void putActivities(Connection connection, RunId run, List<Activity> activities) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into activity (run, ordinal, name, image, depends_on, command, resources)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (run, ordinal) do update set image = excluded.image, depends_on = excluded.depends_on,
                    command = excluded.command, resources = excluded.resources
                """)) {
            for (int ordinal = 0; ordinal < activities.size(); ordinal++) {
                var activity = activities.get(ordinal);
                var parents = activity.dependsOn().stream()
                        .map(parent -> activities.get(parent).name())
                        .toList();
                Columns.set(
                                insert,
                                run.value(),
                                ordinal,
                                activity.name(),
                                activity.image(),
                                Columns.json(parents),
                                Told.command(activity.command()),
                                Columns.json(Told.resources(activity.resources())))
                        .addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Runs that the planner has not started, and that are to be said again: after {@code patience} first, and then
     * after as long as they have waited in all, up to five minutes.
     */
    public List<RunId> unstarted(Instant now, Duration patience, int limit) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select id from run
                                    where started_at is null and ended_at is null
                                      and said_at + greatest(? * interval '1 millisecond',
                                                             least(said_at - submitted_at, interval '5 minutes')) < ?
                                    order by said_at limit ?
                                    """), patience.toMillis(), now, limit);
                    var rows = query.executeQuery()) {
                List<RunId> unstarted = new ArrayList<>();
                while (rows.next()) {
                    unstarted.add(new RunId(rows.getString("id")));
                }
                return unstarted;
            }
        });
    }

    /** What there is to say of a run that the planner has not started; nothing when it has, meanwhile. */
    public Optional<Unstarted> unstarted(RunId run) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select number, owner, file, submitted_at, state from run
                                    where id = ? and started_at is null and ended_at is null
                                    """), run.value());
                    var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Unstarted(
                                run,
                                rows.getLong("number"),
                                rows.getString("owner"),
                                rows.getBytes("file"),
                                Columns.time(rows, "submitted_at"),
                                RunState.valueOf(rows.getString("state")) == RunState.CANCELLING))
                        : Optional.empty();
            }
        });
    }

    /** Notes that a run was said again. */
    public void said(RunId run, Instant at) {
        update("update run set said_at = ? where id = ?", at, run.value());
    }

    /** Notes that somebody asked for the end of a run that is not over. */
    public void cancelling(RunId run, Instant at) {
        update("""
                update run set state = 'CANCELLING', said_at = case when started_at is null then said_at else ? end
                where id = ? and state in ('SUBMITTED', 'RUNNING')
                """, at, run.value());
    }

    /** Runs that have started, of which somebody asked for the end more than {@code patience} ago. */
    public List<Uncancelled> uncancelled(Instant now, Duration patience, int limit) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select id, owner from run
                                    where state = 'CANCELLING' and started_at is not null and said_at < ?
                                    order by said_at limit ?
                                    """), now.minus(patience), limit);
                    var rows = query.executeQuery()) {
                List<Uncancelled> uncancelled = new ArrayList<>();
                while (rows.next()) {
                    uncancelled.add(new Uncancelled(new RunId(rows.getString("id")), rows.getString("owner")));
                }
                return uncancelled;
            }
        });
    }

    /**
     * Keeps an edited file in place of the one that was submitted, with what it says of activities and disks.
     *
     * @param workflow the same, in the order of the run's ordinals
     * @param webhooks who is told when it ends
     */
    public void edited(RunId run, RunFile file, Workflow workflow, List<Webhook> webhooks) {
        database.transaction(connection -> {
            try (var update = Columns.set(
                    connection.prepareStatement(
                            "update run set file = ?, content_type = ?, storage = ?, webhooks = ? where id = ?"),
                    file.bytes(),
                    file.contentType(),
                    Columns.json(workflow.storage()),
                    Columns.json(webhooks),
                    run.value())) {
                if (update.executeUpdate() > 0) {
                    putActivities(connection, run, workflow.activities());
                }
            }
            return run;
        });
    }

    /**
     * Forgets a run with its activities and logs. Its id is known for as long as facts about it may be read again,
     * which would bring it back.
     */
    public void delete(RunId run) {
        update("""
                with gone as (delete from run where id = ? returning id),
                     unread as (delete from deleted_run where at < now() - ?::bigint * interval '1 second')
                insert into deleted_run (id) select id from gone on conflict do nothing
                """, run.value(), Topic.RUNS.retention().toSeconds());
    }

    private int update(String sql, Object... values) {
        return database.transaction(connection -> {
            try (var statement = Columns.set(connection.prepareStatement(sql), values)) {
                return statement.executeUpdate();
            }
        });
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256", e);
        }
    }
}
