package io.akoflow.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When what happened to the activities of one run, in microseconds since the epoch. */
final class Moments {

    /** What can happen to the first attempt at an activity, in the order in which it does. */
    enum What {
        /** The Job was made, says the API. */
        JOB_CREATED,
        /** The pod ended, says the API. */
        POD_ENDED,
        /** The watcher said that it succeeded. */
        END_SAID,
        /** The planner decided that it is ready. */
        READY_DECIDED,
        /** The planner, which had stored it, said so. */
        READY_SAID
    }

    private final Map<What, Map<Integer, Long>> micros = new HashMap<>();

    /** Keeps the first time only: repetitions are not news. */
    void note(What what, int activity, LongSupplier when) {
        micros.computeIfAbsent(what, _ -> new HashMap<>()).computeIfAbsent(activity, _ -> when.getAsLong());
    }

    int count(What what) {
        return micros.getOrDefault(what, Map.of()).size();
    }

    /** Null when nobody told. */
    @Nullable
    Long of(What what, int activity) {
        return micros.getOrDefault(what, Map.of()).get(activity);
    }
}
