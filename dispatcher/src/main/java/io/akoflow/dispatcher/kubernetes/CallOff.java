package io.akoflow.dispatcher.kubernetes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells whoever tries something that it is not wanted any more, even while he rests. */
public final class CallOff {

    private final CountDownLatch off = new CountDownLatch(1);

    public void callOff() {
        off.countDown();
    }

    public boolean isOff() {
        return off.getCount() == 0;
    }

    /** Rests so long, or until it is called off. */
    void rest(Duration pause) {
        try {
            var _ = off.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            callOff();
        }
    }
}
