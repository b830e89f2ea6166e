package io.akoflow.gateway.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.Webhook;
import io.akoflow.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is to be told that a run has ended, until they are. */
@ApplicationScoped
public class NotificationStore {

    private static final TypeReference<List<Webhook>> WEBHOOKS = new TypeReference<>() {};
    private static final String PUT = """
            insert into notification (id, run, url, body, created_at, next_at) values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String CLAIM = """
            update notification set next_at = ?, attempts = attempts + 1
            where id in (select id from notification where state = 'PENDING' and next_at <= ?
                         order by next_at limit ? for update skip locked)
            returning id, run, url, body, attempts, created_at
            """;

    private final Database database;
    private final Optional<String> everybody;

    NotificationStore(Database database, GatewayConfig config) {
        this.database = database;
        this.everybody = config.webhook().url().filter(url -> !url.isBlank());
    }

    /** Keeps, with the end of a run, who is to be told of it. */
    void put(Connection connection, RunEnded fact) throws SQLException {
        var urls = urls(connection, fact);
        if (urls.isEmpty()) {
            return;
        }
        var run = RunQueries.find(connection, fact.run().value())
                .orElseThrow(() -> new IllegalStateException(
                        "Expected run %s, whose end was just kept, but there is none".formatted(fact.run())));
        var now = Instant.now();
        int place = 0;
        try (var insert = connection.prepareStatement(PUT)) {
            for (var url : urls) {
                var id = "%s-%d-%d".formatted(run.id(), fact.seq(), place++);
                Columns.set(insert, id, run.id(), url, event(fact, run), now, now)
                        .addBatch();
            }
            insert.executeBatch();
        }
    }

    private Set<String> urls(Connection connection, RunEnded fact) throws SQLException {
        var urls = new LinkedHashSet<String>();
        everybody.ifPresent(urls::add);
        try (var query = Columns.set(
                        connection.prepareStatement("select webhooks from run where id = ?"),
                        fact.run().value());
                var rows = query.executeQuery()) {
            while (rows.next()) {
                Columns.parsed(rows.getString(1), WEBHOOKS).stream()
                        .filter(webhook -> webhook.on().contains(fact.state()))
                        .map(Webhook::url)
                        .forEach(urls::add);
            }
        }
        return urls;
    }

    /** A CloudEvent in structured mode, whose id is that of the event on Kafka. */
    private static String event(RunEnded fact, RunView run) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", fact.messageId());
        event.put("type", "io.akoflow.run-ended.v1");
        event.put("source", "akoflow/planner");
        event.put("subject", run.id());
        event.put("time", fact.at());
        event.put("datacontenttype", "application/json");
        event.put("data", run);
        return String.valueOf(Columns.json(event));
    }

    /**
     * Takes up what is due. Nobody else does for {@code lease}; after that it is tried again, as whoever took it up may
     * have died.
     */
    public List<Notification> claim(Instant now, Duration lease, int limit) {
        return database.transaction(connection -> {
            try (var claim = Columns.set(connection.prepareStatement(CLAIM), now.plus(lease), now, limit);
                    var rows = claim.executeQuery()) {
                List<Notification> claimed = new ArrayList<>();
                while (rows.next()) {
                    claimed.add(new Notification(
                            rows.getString("id"),
                            rows.getString("run"),
                            rows.getString("url"),
                            rows.getString("body"),
                            rows.getInt("attempts"),
                            Columns.time(rows, "created_at")));
                }
                return claimed;
            }
        });
    }

    /** It was taken. */
    public void delivered(Notification it) {
        update("update notification set state = 'DELIVERED', error = null where id = ?", it.id());
    }

    /** It was not taken, and is tried again. */
    public void failed(Notification it, String error, Instant next) {
        update(
                "update notification set error = ?, next_at = ? where id = ? and state = 'PENDING'",
                error,
                next,
                it.id());
    }

    /** It was not taken, and never will be. */
    public void givenUp(Notification it, String error) {
        update(
                "update notification set state = 'GIVEN_UP', error = ? where id = ? and state = 'PENDING'",
                error,
                it.id());
    }

    /** Of one run, in the order in which they were kept. */
    public List<NotificationView> of(String run) {
        return database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement(
                                    "select * from notification where run = ? order by created_at, id"),
                            run);
                    var rows = query.executeQuery()) {
                List<NotificationView> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(view(rows));
                }
                return all;
            }
        });
    }

    private static NotificationView view(ResultSet row) throws SQLException {
        var url = URI.create(row.getString("url"));
        var state = NotificationView.State.valueOf(row.getString("state"));
        return new NotificationView(
                row.getString("id"),
                "%s://%s%s".formatted(url.getScheme(), url.getHost(), url.getPort() < 0 ? "" : ":" + url.getPort()),
                state,
                row.getInt("attempts"),
                state == NotificationView.State.PENDING ? Columns.instant(row, "next_at") : null,
                row.getString("error"));
    }

    private void update(String sql, Object... values) {
        database.transaction(connection -> {
            try (var statement = Columns.set(connection.prepareStatement(sql), values)) {
                return statement.executeUpdate();
            }
        });
    }
}
