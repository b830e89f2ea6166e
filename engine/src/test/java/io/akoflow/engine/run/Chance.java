package io.akoflow.engine.run;

import java.util.List;
import java.util.SplittableRandom;

/** What happens of what may; in a calm world nothing goes wrong, and first come is first served. */
public final class Chance {

    private final SplittableRandom random;
    private boolean calm;

    /** The same every time for the same {@code seed}. */
    public Chance(long seed, boolean calm) {
        random = new SplittableRandom(seed);
        this.calm = calm;
    }

    /** Nothing goes wrong any more. */
    public void calmDown() {
        calm = true;
    }

    /** Whether something goes wrong that does so once in {@code times}. */
    public boolean strikes(int times) {
        return !calm && random.nextInt(times) == 0;
    }

    /** A place in {@code of}. */
    public int any(List<?> of) {
        return calm ? 0 : random.nextInt(of.size());
    }

    /** From 0, below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
