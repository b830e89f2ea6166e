package io.akoflow.gateway.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How often news is looked for while there is a lot of it. People read what the gateway keeps, and see no difference
 * between a millisecond and a few dozen; but each fetch costs the broker, and each batch the database, the same for one
 * record as for a hundred, and on a small machine the activities wait for both.
 */
final class Pace {

    private static final long MILLIS = 25;

    /** The broker answers when so many bytes have come together, or after so many milliseconds. */
    private static final Map<String, Object> FETCHES =
            Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100, ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024);

    /** So many at once are a backlog, which is not waited with. */
    private static final int BACKLOG = 200;

    private Pace() {}

    /** The settings of a consumer that reads news for people. */
    static Map<String, Object> of(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putAll(FETCHES);
        return settings;
    }

    /** Waits after {@code records} were read together, but not once {@code stop} is down. */
    static void after(int records, CountDownLatch stop) throws InterruptedException {
        if (records > 0 && records < BACKLOG) {
            var _ = stop.await(MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
