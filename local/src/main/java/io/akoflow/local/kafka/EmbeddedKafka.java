package io.akoflow.local.kafka;

import io.akoflow.local.Certificate;
import io.akoflow.local.FreePort;
import io.akoflow.local.PrivateFiles;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker, its own controller, inside this process: on the loopback address, for one user with a password, with
 * akoflow's topics. What it was told is there again when it is started on the same folder.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    /** Kept here, since the log manager forgets loggers that nobody holds, and their levels. */
    private static final List<Logger> QUIET = Stream.of("org.apache.kafka", "kafka", "state.change.logger")
            .map(Logger::getLogger)
            .toList();

    /** A port that was free a moment ago may be another's by then. */
    private static final int TRIES = 3;

    private static final int LARGEST_MESSAGE = 32 * 1024 * 1024;

    private final KafkaSettings settings;
    private final KafkaRaftServer server;
    private final Runnable afterwards;

    private EmbeddedKafka(KafkaSettings settings, KafkaRaftServer server, Runnable afterwards) {
        this.settings = settings;
        this.server = server;
        this.afterwards = afterwards;
    }

    /** Starts it; it is ready when this returns. */
    public static EmbeddedKafka start(KafkaSettings settings) {
        return start(settings, () -> {});
    }

    /** For a test: on a free port, and nothing is left of it when it is closed. */
    public static EmbeddedKafka temporary() {
        return temporary(null);
    }

    /** The same, with connections that are encrypted with {@code certificate} if there is one. */
    public static EmbeddedKafka temporary(@Nullable Certificate certificate) {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        RuntimeException failure = null;
        for (int i = 0; i < TRIES; i++) {
            var folder = PrivateFiles.temporaryFolder("akoflow-kafka");
            try {
                var settings = new KafkaSettings(folder, 0, PrivateFiles.randomSecret(), certificate);
                return start(settings, () -> PrivateFiles.delete(folder));
            } catch (RuntimeException e) {
                failure = e;
                PrivateFiles.delete(folder);
            }
        }
        throw new IllegalStateException("Expected Kafka to start, but it did not", failure);
    }

    private static EmbeddedKafka start(KafkaSettings settings, Runnable afterwards) {
        PrivateFiles.folder(settings.folder());
        formatIfNew(settings.folder());
        var server = new KafkaRaftServer(new KafkaConfig(brokerSettings(settings)), Time.SYSTEM);
        server.startup();
        var kafka = new EmbeddedKafka(settings, server, afterwards);
        Topics.create(kafka.clientSettings());
        return kafka;
    }

    /** What a client needs to connect; the caller's own copy. */
    public Map<String, Object> clientSettings() {
        var client = new HashMap<String, Object>();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + settings.port());
        client.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol(settings));
        if (settings.certificate() != null) {
            client.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            client.put(
                    SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                    settings.certificate().pem().toString());
        }
        client.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
        client.put(SaslConfigs.SASL_JAAS_CONFIG, login(settings.password()) + ";");
        return client;
    }

    /** Of the loopback address. */
    public int port() {
        return settings.port();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        afterwards.run();
    }

    private static String protocol(KafkaSettings settings) {
        return settings.certificate() == null ? "SASL_PLAINTEXT" : "SASL_SSL";
    }

    private static Map<String, String> encryption(@Nullable Certificate certificate) {
        return certificate == null
                ? Map.of()
                : Map.of(
                        "listener.name.client.ssl.keystore.type", "PKCS12",
                        "listener.name.client.ssl.keystore.location",
                                certificate.keyStore().toString(),
                        "listener.name.client.ssl.keystore.password", certificate.password(),
                        "listener.name.client.ssl.truststore.type", "PEM",
                        "listener.name.client.ssl.truststore.location",
                                certificate.pem().toString());
    }

    private static String login(String password) {
        return "%s username=\"%s\" password=\"%s\"".formatted(LOGIN, KafkaSettings.USER, password);
    }

    private static void formatIfNew(Path folder) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Expected to format %s for Kafka, but could not".formatted(folder), e);
        }
    }

    private static Map<String, String> brokerSettings(KafkaSettings settings) {
        var controllerPort = FreePort.find();
        var login = login(settings.password()) + " user_" + KafkaSettings.USER + "=\"" + settings.password() + "\";";
        var broker = new HashMap<String, String>();
        broker.put("process.roles", "broker,controller");
        broker.put("node.id", "1");
        broker.put("log.dirs", settings.folder().toString());
        broker.put(
                "listeners",
                "CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(settings.port(), controllerPort));
        broker.put("advertised.listeners", "CLIENT://127.0.0.1:" + settings.port());
        broker.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        broker.put("controller.listener.names", "CONTROLLER");
        broker.put("inter.broker.listener.name", "CLIENT");
        broker.put(
                "listener.security.protocol.map", "CLIENT:%s,CONTROLLER:SASL_PLAINTEXT".formatted(protocol(settings)));
        broker.putAll(encryption(settings.certificate()));
        broker.put("sasl.enabled.mechanisms", "PLAIN");
        broker.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        broker.put("sasl.mechanism.controller.protocol", "PLAIN");
        broker.put("listener.name.client.plain.sasl.jaas.config", login);
        broker.put("listener.name.controller.plain.sasl.jaas.config", login);
        broker.put("auto.create.topics.enable", "false");
        broker.put("message.max.bytes", Integer.toString(LARGEST_MESSAGE));
        broker.put("group.initial.rebalance.delay.ms", "0");
        broker.putAll(SOON_BACK);
        broker.putAll(SMALL);
        return broker;
    }

    /** A broker that was killed is let in again only when its old session is over, which takes 9 s by default. */
    private static final Map<String, String> SOON_BACK =
            Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500");

    /** One copy of everything, and few threads and little memory: one machine, shared with all that runs on it. */
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("offsets.topic.num.partitions", "3"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("num.replica.fetchers", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024)),
            Map.entry("log.index.size.max.bytes", Integer.toString(1024 * 1024)),
            Map.entry("log.segment.bytes", Integer.toString(128 * 1024 * 1024)),
            Map.entry("metric.reporters", ""));
}
