package io.akoflow.engine.simulation;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** The way to the API server: calls that come late or never, and answers that get lost. */
final class Api {

    /** After that nobody waits for an answer, and no connection takes the call any more. */
    static final int TIME_OUT = 10_000;

    private final Scene scene;
    private long awayUntil;

    Api(Scene scene) {
        this.scene = scene;
    }

    void goAway(long pause) {
        scene.story.tell("", () -> "the API server is away for %d ms".formatted(pause));
        awayUntil = scene.time.millis() + pause;
    }

    /**
     * Makes a call that is carried out even if its caller dies meanwhile.
     *
     * @param answered unless {@code trouble} is told instead, from which nobody knows whether it was carried out
     */
    <T> void call(Part by, Supplier<T> work, Consumer<T> answered, Runnable trouble) {
        if (scene.time.millis() < awayUntil || scene.chance.strikes(40)) {
            by.later(scene.pause(50, TIME_OUT), trouble);
            return;
        }
        boolean answerIsLost = scene.chance.strikes(40);
        by.ask(scene.pause(10, TIME_OUT - 1000), work, answer -> {
            if (answerIsLost) {
                by.later(scene.pause(50, TIME_OUT), trouble);
            } else {
                answered.accept(answer);
            }
        });
    }
}
