package io.akoflow.watcher;

import io.akoflow.local.kafka.EmbeddedKafka;

/** One Kafka for all tests: they tell their runs apart. */
public final class SharedKafka {

    private static final EmbeddedKafka KAFKA = EmbeddedKafka.temporary();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close));
    }

    private SharedKafka() {}

    public static EmbeddedKafka get() {
        return KAFKA;
    }
}
