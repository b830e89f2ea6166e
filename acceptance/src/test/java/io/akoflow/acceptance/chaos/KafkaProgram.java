package io.akoflow.acceptance.chaos;

import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A Kafka broker in a process of its own, which may be killed. */
public final class KafkaProgram {

    /** The variable with the only user's password. */
    static final String PASSWORD = "CHAOS_KAFKA_PASSWORD";

    private KafkaProgram() {}

    /**
     * Starts a broker, which runs until it is asked to end.
     *
     * @param arguments the folder, and the port
     */
    public static void main(String[] arguments) throws InterruptedException {
        var settings = new KafkaSettings(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                System.getenv().getOrDefault(PASSWORD, ""));
        var kafka = EmbeddedKafka.start(settings);
        var over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.close();
            over.countDown();
        }));
        over.await();
    }
}
