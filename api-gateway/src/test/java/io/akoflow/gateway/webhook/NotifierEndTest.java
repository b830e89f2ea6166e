package io.akoflow.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.LogListener;
import io.akoflow.gateway.Servers;
import io.akoflow.gateway.store.Notification;
import io.akoflow.gateway.store.NotificationStore;
import io.akoflow.gateway.store.NotificationView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
@DisplayName("A gateway that ends while it tells")
class NotifierEndTest {

    private static final String RUN = "01k5zq3v8m4n9p2r7s6t1w0end";

    @Inject
    NotificationStore store;

    @Inject
    GatewayConfig config;

    @Inject
    DataSource database;

    @Test
    void shouldNotCountAsAFailedTryWhatItsEndBroke() throws Exception {
        // given: a day is over, so that one more failed try would be the last
        try (var log = new LogListener(Notifier.class.getName());
                var receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var it = kept("http://localhost:%d/".formatted(receiver.getLocalPort()));
            var metrics = new SimpleMeterRegistry();
            var notifier = new Notifier(store, config, metrics);
            notifier.begin(it);
            try (var told = receiver.accept()) {
                assertThat(told.getInputStream().read()).isPositive();

                // when
                notifier.stop(new ShutdownEvent());

                // then
                assertThat(store.of(RUN)).singleElement().satisfies(left -> {
                    assertThat(left.state()).isEqualTo(NotificationView.State.PENDING);
                    assertThat(left.error()).isNull();
                });
                assertThat(metrics.getMeters()).isEmpty();
                assertThat(log.heard()).isEmpty();
            }
        }
    }

    /** As if taken up for an hour, so that the gateway under test leaves it alone. */
    private Notification kept(String url) throws SQLException {
        var id = RUN + "-1-0";
        try (var connection = database.getConnection();
                var run = connection.prepareStatement("""
                        insert into gateway.run (id, owner, name, body_hash, file, content_type, activities, state,
                                                 submitted_at, said_at, started_at, ended_at)
                        values (?, 'ada', 'end', '', '', '', 0, 'FAILED', now(), now(), now(), now())
                        """);
                var notification = connection.prepareStatement("""
                        insert into gateway.notification (id, run, url, body, attempts, created_at, next_at)
                        values (?, ?, ?, '{}', 9, now(), now() + interval '1 hour')
                        """)) {
            run.setString(1, RUN);
            run.executeUpdate();
            notification.setString(1, id);
            notification.setString(2, RUN);
            notification.setString(3, url);
            notification.executeUpdate();
        }
        return new Notification(id, RUN, url, "{}", 9, Instant.now().minus(Duration.ofDays(2)));
    }
}
