package io.akoflow.engine.view;

import io.akoflow.contract.ActivityState;
import io.akoflow.engine.view.Experience.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long a run may still take.
 *
 * @param remaining never negative, in whole seconds; null when nothing is known
 * @param basis what it is known from; null when nothing is, or nothing remains
 * @param known how many of the activities that remain are of a kind that was seen before; null when nothing is known
 * @param unknown how many others remain
 */
public record Estimate(
        @Nullable Duration remaining,
        @Nullable Basis basis,
        @Nullable Integer known,
        int unknown) {

    /** So many of a kind are better than any number of another run's. */
    private static final int ENOUGH = 5;

    /** Where times were seen. */
    public enum Basis {
        THIS_RUN,
        EARLIER_RUNS,
        BOTH
    }

    /**
     * An estimate for a run of which {@code activities}, by ordinal, are so far. An activity that remains takes as long
     * as those of its kind did, or as long as all did when its kind was never seen; as many run at once as did in this
     * run, or in earlier ones before it has run anything.
     */
    public static Estimate of(Outline outline, List<Progress> activities, Experience earlier, Instant now) {
        var here = Experience.of(outline, activities, now);
        var estimating = new Estimating(outline, here, earlier);
        long[] millis = new long[activities.size()];
        Set<Integer> running = new HashSet<>();
        for (int activity = 0; activity < millis.length; activity++) {
            var progress = activities.get(activity);
            millis[activity] = progress.state().isOver()
                    ? Schedule.OVER
                    : Math.max(0, estimating.expected(activity) - progress.millisUntil(now));
            if (progress.state() == ActivityState.RUNNING) {
                running.add(activity);
            }
        }
        int left = estimating.known + estimating.unknown;
        if (left == 0) {
            return new Estimate(Duration.ZERO, null, 0, 0);
        }
        if (estimating.basis() == null) {
            return new Estimate(null, null, null, left);
        }
        int slots = Math.max(1, here.slots() > 0 ? here.slots() : earlier.slots());
        long length = new Schedule(millis, outline).length(running, slots);
        return new Estimate(
                Duration.ofSeconds(Math.ceilDiv(length, 1000)),
                estimating.basis(),
                estimating.known,
                estimating.unknown);
    }

    /** Counts what it is asked for. */
    private static final class Estimating {

        private final Outline outline;
        private final Experience here;
        private final Experience earlier;
        private final long otherwise;
        private int known;
        private int unknown;
        private boolean fromHere;
        private boolean fromEarlier;

        private Estimating(Outline outline, Experience here, Experience earlier) {
            this.outline = outline;
            this.here = here;
            this.earlier = earlier;
            var all = here.plus(earlier).times().values().stream().reduce(Times.NONE, Times::plus);
            this.otherwise = all.count() == 0 ? 0 : all.mean();
        }

        private long expected(int activity) {
            var type = outline.typeOf(activity);
            var seenHere = here.of(type);
            var seenEarlier = seenHere.count() >= ENOUGH ? Times.NONE : earlier.of(type);
            var seen = seenHere.plus(seenEarlier);
            fromHere |= seenHere.count() > 0;
            fromEarlier |= seenEarlier.count() > 0;
            if (seen.count() == 0) {
                unknown++;
                return otherwise;
            }
            known++;
            return seen.mean();
        }

        private @Nullable Basis basis() {
            if (fromHere) {
                return fromEarlier ? Basis.BOTH : Basis.THIS_RUN;
            }
            return fromEarlier ? Basis.EARLIER_RUNS : null;
        }
    }
}
