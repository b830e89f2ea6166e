package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How the command of an activity ends, whatever happens around it. */
public sealed interface Fate {

    /** Fails a number of times, then succeeds. */
    record Fails(int times) implements Fate {}

    /** Ends for lack of memory unless it may use that much. */
    record NeedsMemory(long bytes) implements Fate {}

    /** Can't ever work. */
    record Misconfigured() implements Fate {}

    /** Kubernetes will not have its Job. */
    record Refused() implements Fate {}

    /** Never ends by itself; only activities with a time-out do that. */
    record Hangs() implements Fate {}

    /** Any; {@code kind} ones succeed if they are given all their attempts. */
    static Fate of(Activity activity, boolean kind, RandomGenerator random) {
        if (activity.timeout() != null && !kind) {
            return new Hangs();
        }
        var fate = switch (random.nextInt(kind ? 3 : 0, 40)) {
            case 0 -> new Fails(1000);
            case 1 -> new Misconfigured();
            case 2 -> new Refused();
            case 3, 4 -> new NeedsMemory(random.nextLong(800, 2500));
            case 5, 6, 7, 8, 9, 10 -> new Fails(random.nextInt(activity.retry().attempts()));
            default -> new Fails(0);
        };
        return kind && !fate.succeeds(activity) ? new Fails(0) : fate;
    }

    /** How the command ends that has failed so often before; null for a success. */
    default @Nullable Failure end(int failures, Activity as) {
        return switch (this) {
            case Fails(int times) -> failures < times ? failure(FailureClass.USER, "ExitCode") : null;
            case NeedsMemory(long bytes) -> lacks(as, bytes) ? failure(FailureClass.USER, "OutOfMemory") : null;
            case Misconfigured _, Refused _ -> failure(FailureClass.CONFIGURATION, "CannotStart");
            case Hangs _ -> failure(FailureClass.USER, "TimedOut");
        };
    }

    private static boolean lacks(Activity as, long bytes) {
        var limit = as.resources().memoryBytes();
        return limit != null && limit < bytes;
    }

    /** Whether the activity succeeds, if it is given all the attempts it may have. */
    default boolean succeeds(Activity activity) {
        return switch (this) {
            case Fails(int times) -> times < activity.retry().attempts();
            case NeedsMemory(long bytes) -> mostMemory(activity) >= bytes;
            case Misconfigured _, Refused _, Hangs _ -> false;
        };
    }

    private static double mostMemory(Activity activity) {
        var limit = activity.resources().memoryBytes();
        double most = limit == null ? Double.MAX_VALUE : limit;
        for (int i = 1; i < activity.retry().attempts(); i++) {
            most = Math.ceil(most * activity.retry().memoryFactor());
        }
        return most;
    }

    static Failure failure(FailureClass failureClass, String kind) {
        return new Failure(failureClass, kind, null, "It did not work.", "Do something about it.", null);
    }
}
