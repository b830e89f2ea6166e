package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.engine.simulation.Dispatcher.Errand;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One command's tries, until its patience is over; it never is for what is said only once. */
final class Trial {

    private static final int PATIENCE = 20_000;
    private static final int LONGEST_PAUSE = 5000;

    private final Scene scene;
    private final Dispatcher dispatcher;
    private final Errand errand;
    private final Runnable done;
    private final long patience;
    private long pause = 200;
    private long troubleSince = -1;

    /** @param done is run when it is carried out, or given up */
    Trial(Scene scene, Dispatcher dispatcher, Errand errand, Runnable done) {
        this.scene = scene;
        this.dispatcher = dispatcher;
        this.errand = errand;
        this.done = done;
        this.patience = errand.command instanceof RunReleased ? Long.MAX_VALUE / 2 : PATIENCE;
    }

    boolean isOff() {
        return errand.isOff();
    }

    boolean hasTrouble() {
        return troubleSince >= 0;
    }

    void done() {
        done.run();
    }

    /**
     * Makes a call.
     *
     * @param again after a rest, when there was trouble
     * @param left when that has gone on for too long
     */
    <T> void call(Supplier<T> work, Consumer<T> answered, Runnable again, Runnable left) {
        if (isOff()) {
            done();
        } else {
            scene.api.call(dispatcher, work, answered, () -> rest(again, left));
        }
    }

    void rest(Runnable again, Runnable left) {
        long now = scene.time.millis();
        troubleSince = hasTrouble() ? troubleSince : now;
        if (now + pause > troubleSince + patience) {
            left.run();
        } else {
            dispatcher.later(pause, again);
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }
}
