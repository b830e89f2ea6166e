package io.akoflow.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import io.akoflow.acceptance.chaos.Blow.Server;
import io.akoflow.contract.Topic;
import io.akoflow.local.GivenServers;
import io.akoflow.local.GivenServers.Database;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kafka.KafkaSettings;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.local.postgres.PostgresSettings;
import io.akoflow.local.process.Signal;
import io.akoflow.local.process.Watchdog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;

/** Kafka and PostgreSQL as processes of their own, which can be killed and are started again on the same folders. */
final class Servers implements AutoCloseable {

    /** Clients say much of what is done to the broker. Kept here, since the log manager forgets what nobody holds. */
    private static final Logger QUIET = Logger.getLogger("org.apache.kafka");

    private final Watchdog watchdog;
    private final PostgresSettings postgresSettings;
    private EmbeddedPostgres postgres;
    private KafkaProcess kafka;

    private Servers(Watchdog watchdog, PostgresSettings postgresSettings, KafkaSettings kafkaSettings) {
        this.watchdog = watchdog;
        this.postgresSettings = postgresSettings;
        this.kafka = KafkaProcess.start(kafkaSettings, watchdog);
        this.postgres = EmbeddedPostgres.start(postgresSettings, watchdog);
    }

    /** New ones, with their files under this folder. */
    static Servers start(Path folder) {
        QUIET.setLevel(Level.SEVERE);
        PrivateFiles.folder(folder);
        var secret = PrivateFiles.randomSecret();
        var servers = new Servers(
                Watchdog.start(),
                new PostgresSettings(folder.resolve("postgres"), 0, secret, true, folder.resolve("postgres.log")),
                new KafkaSettings(folder.resolve("kafka"), 0, secret));
        await("the topics")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> hasTopics(KafkaProcess.clientSettings(servers.kafka.settings())));
        return servers;
    }

    private static boolean hasTopics(Map<String, Object> client) throws Exception {
        try (var admin = Admin.create(client)) {
            return admin.listTopics().names().get(5, TimeUnit.SECONDS).size() >= Topic.values().length;
        }
    }

    GivenServers given() {
        return new GivenServers(
                KafkaProcess.clientSettings(kafka.settings()),
                new Database(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    }

    /** Ends it as kill -9 does. */
    void kill(Server server) {
        signal(server, Signal.KILL);
    }

    /** Asks it to end, and waits for that. */
    void end(Server server) {
        switch (server) {
            case KAFKA -> {
                kafka.signal(Signal.TERM);
                kafka.awaitEnd();
            }
            case POSTGRES -> postgres.close();
        }
    }

    /** Starts it, after it was ended. */
    void start(Server server) {
        switch (server) {
            case KAFKA -> {
                kafka.awaitEnd();
                kafka = KafkaProcess.start(kafka.settings(), watchdog);
            }
            case POSTGRES -> postgres = EmbeddedPostgres.start(postgresSettings, watchdog);
        }
    }

    void signal(Server server, Signal signal) {
        switch (server) {
            case KAFKA -> kafka.signal(signal);
            case POSTGRES -> postgres.signal(signal);
        }
    }

    @Override
    public void close() {
        end(Server.KAFKA);
        end(Server.POSTGRES);
        watchdog.close();
    }
}
