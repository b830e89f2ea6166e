package io.akoflow.acceptance;

import static org.awaitility.Awaitility.await;

import io.akoflow.local.FreePort;
import io.akoflow.local.GivenServers;
import io.akoflow.local.GivenServers.Database;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Kafka and PostgreSQL in a container each. */
final class ContainerServers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KAFKA_PORT = 9092;
    private static final int LARGEST_MESSAGE = 32 * 1024 * 1024;

    /** What the images' own starts write, whoever their user is. */
    private static final Map<String, String> WRITABLE =
            Map.of("/tmp", "rw,mode=1777", "/var/run/postgresql", "rw,mode=1777");

    private final Kafka kafka;
    private final PostgreSQLContainer postgres;
    private final Database database;

    private ContainerServers(Kafka kafka, PostgreSQLContainer postgres, Database database) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.database = database;
    }

    static ContainerServers start() {
        var kafka = new Kafka(FreePort.find());
        int port = FreePort.find();
        var database = new Database("jdbc:postgresql://127.0.0.1:%d/akoflow".formatted(port), "akoflow", "akoflow");
        var postgres = postgres(port, database);
        kafka.start();
        postgres.start();
        return new ContainerServers(kafka, postgres, database);
    }

    GivenServers given() {
        return new GivenServers(kafka.clientSettings(), database);
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }

    @SuppressWarnings("resource") // its caller closes it
    private static PostgreSQLContainer postgres(int port, Database database) {
        var postgres = new PostgreSQLContainer(Containers.image("postgresql", "postgres:18"))
                .withDatabaseName("akoflow")
                .withUsername(database.user())
                .withPassword(database.password())
                .withEnv("PGDATA", "/tmp/postgresql")
                .withTmpFs(WRITABLE)
                .waitingFor(new Until(() -> isReady(database)));
        postgres.setPortBindings(List.of(onLoopback(port, PostgreSQLContainer.POSTGRESQL_PORT)));
        return postgres;
    }

    private static boolean isReady(Database database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            return connection.isValid(1);
        }
    }

    /** Testcontainers would have it listen on all addresses, and look for it at the one of a bridge. */
    private static String onLoopback(int port, int containerPort) {
        return "127.0.0.1:%d:%d".formatted(port, containerPort);
    }

    /**
     * A broker tells its clients the port that they have to use, so it has to be known before. Testcontainers' own
     * class finds out later, with programs in the image that not every image has.
     */
    private static final class Kafka extends GenericContainer<Kafka> {

        private final int port;

        Kafka(int port) {
            super(Containers.image("kafka", "apache/kafka:4.1.1"));
            this.port = port;
            setPortBindings(List.of(onLoopback(port, KAFKA_PORT)));
            withTmpFs(WRITABLE);
            withEnv(settings());
            setWaitStrategy(new Until(this::isReady));
        }

        Map<String, Object> clientSettings() {
            return Map.of("bootstrap.servers", "127.0.0.1:" + port);
        }

        boolean isReady() throws Exception {
            try (var admin = Admin.create(clientSettings())) {
                return !admin.describeCluster().nodes().get().isEmpty();
            }
        }

        private Map<String, String> settings() {
            return Map.ofEntries(
                    Map.entry("CLUSTER_ID", "YWtvZmxvdy1rYWZrYS0wMQ"),
                    Map.entry("KAFKA_NODE_ID", "1"),
                    Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                    Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                    Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                    Map.entry(
                            "KAFKA_LISTENERS", "CLIENT://0.0.0.0:%d,CONTROLLER://localhost:9093".formatted(KAFKA_PORT)),
                    Map.entry("KAFKA_ADVERTISED_LISTENERS", "CLIENT://127.0.0.1:" + port),
                    Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "CLIENT"),
                    Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                    Map.entry("KAFKA_LOG_DIRS", "/tmp/kafka"),
                    Map.entry("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(LARGEST_MESSAGE)),
                    Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                    Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                    Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                    Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                    Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                    Map.entry("KAFKA_HEAP_OPTS", "-Xmx512m"));
        }
    }

    /**
     * Until it answers from outside, whatever it logs: PostgreSQL's image starts it once before, to fill it, for itself
     * only.
     */
    private static final class Until extends AbstractWaitStrategy {

        private final Callable<Boolean> answers;

        Until(Callable<Boolean> answers) {
            this.answers = answers;
        }

        @Override
        protected void waitUntilReady() {
            await("an answer of the container")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(answers);
        }
    }
}
