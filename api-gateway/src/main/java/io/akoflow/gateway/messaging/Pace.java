package io.akoflow.gateway.messaging;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How often news is looked for while there is a lot of it. People read what the gateway keeps, and see no difference
 * between a millisecond and a few dozen; but each fetch costs the broker, and each batch the database, the same for one
 * record as for a hundred, and on a small machine the activities wait for both.
 */
final class Pace {

    private static final long MILLIS = 25;

    /** So many at once are a backlog, which is not waited with. */
    private static final int BACKLOG = 200;

    private Pace() {}

    /** Waits after {@code records} were read together, but not once {@code stop} is down. */
    static void after(int records, CountDownLatch stop) throws InterruptedException {
        if (records > 0 && records < BACKLOG) {
            var _ = stop.await(MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
