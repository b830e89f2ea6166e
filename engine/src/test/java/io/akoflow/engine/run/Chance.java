package io.akoflow.engine.run;

import java.util.List;
import java.util.SplittableRandom;

/** What happens of what may; in a calm world nothing goes wrong, and first come is first served. */
final class Chance {

    private final SplittableRandom random;
    private final boolean calm;

    Chance(long seed, boolean calm) {
        random = new SplittableRandom(seed);
        this.calm = calm;
    }

    /** Whether something goes wrong that does so once in {@code times}. */
    boolean strikes(int times) {
        return !calm && random.nextInt(times) == 0;
    }

    int any(List<?> of) {
        return calm ? 0 : random.nextInt(of.size());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
