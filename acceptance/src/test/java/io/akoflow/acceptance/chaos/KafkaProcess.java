package io.akoflow.acceptance.chaos;

import io.akoflow.acceptance.Classes;
import io.akoflow.local.kafka.KafkaSettings;
import io.akoflow.local.process.Signal;
import io.akoflow.local.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/** A broker as a child process, which ends with this one at the latest. */
final class KafkaProcess {

    private static final List<String> SMALL =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final KafkaSettings settings;
    private final Process process;

    private KafkaProcess(KafkaSettings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    /** Starts it; it may not be ready when this returns. */
    static KafkaProcess start(KafkaSettings settings, Watchdog watchdog) {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var command = new java.util.ArrayList<>(List.of(java));
        command.addAll(SMALL);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                KafkaProgram.class.getName(),
                settings.folder().toString(),
                Integer.toString(settings.port())));
        var log = settings.folder().resolveSibling("kafka.log").toFile();
        var builder = new ProcessBuilder(command)
                .directory(Classes.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put(KafkaProgram.PASSWORD, settings.password());
        try {
            return new KafkaProcess(settings, watchdog.start(builder, Watchdog.Ending.KILL));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start Kafka, but could not", e);
        }
    }

    /** What any Kafka client needs to connect. */
    static Map<String, Object> clientSettings(KafkaSettings settings) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + settings.port(),
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                SaslConfigs.SASL_MECHANISM,
                "PLAIN",
                SaslConfigs.SASL_JAAS_CONFIG,
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(KafkaSettings.USER, settings.password()));
    }

    KafkaSettings settings() {
        return settings;
    }

    void signal(Signal signal) {
        signal.send(process.pid());
    }

    /** Waits for its end, and forces it after a while. */
    void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
