package io.akoflow.engine.kubernetes;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.PodRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an attempt, read from its pod, its Job and the events about them, in that order of trust. A pod's
 * phase alone never decides; what ended for no known reason is a failure, never a success.
 */
public sealed interface PodReading {

    /** Nothing that is worth saying. */
    record NothingYet() implements PodReading {}

    /**
     * Something must happen before it can start.
     *
     * @param message one sentence: for what
     * @param trouble to be handed to the next reading
     * @param lookAgainAt when to read again even if nothing changes; null for never
     */
    record Waiting(
            Reason reason,
            String message,
            Trouble trouble,
            @Nullable Instant lookAgainAt) implements PodReading {}

    /** Its command runs. */
    record Started(PodRef pod, Instant at) implements PodReading {}

    /**
     * Its command ended with exit code 0.
     *
     * @param pod null when only the Job is left to tell
     * @param startedAt null when only the Job is left to tell
     * @param warnings sentences for the person who submitted it
     */
    record Succeeded(@Nullable PodRef pod, @Nullable Instant startedAt, Instant at, List<String> warnings)
            implements PodReading {

        public Succeeded {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It ended otherwise, or never will begin.
     *
     * @param pod null when none was ever seen
     * @param startedAt null when its command never started
     */
    record Failed(@Nullable PodRef pod, @Nullable Instant startedAt, Instant at, Failure failure)
            implements PodReading {}

    /**
     * What is in an attempt's way, and since when.
     *
     * @param telling the message that told most; later ones may only say that it is tried again
     */
    record Trouble(String kind, Instant since, String telling) {}

    /**
     * What happened as of {@code now}.
     *
     * @param before the trouble that the last reading of the same attempt came with; null for none
     */
    static PodReading of(AttemptView seen, @Nullable Trouble before, Patience patience, Instant now) {
        var end = new PodEnd(seen, now).read();
        if (end.isPresent()) {
            return end.get();
        }
        var pod = seen.pod();
        if (pod != null && !pod.gone()) {
            var state = pod.activity().map(ContainerView::state).orElse(null);
            return switch (state) {
                case ContainerView.Running(var startedAt) -> new Started(pod.ref(), startedAt);
                case ContainerView.Terminated _ -> new NothingYet();
                case ContainerView.Waiting _ -> new PodWait(seen, before, patience, now).read();
                case null -> new PodWait(seen, before, patience, now).read();
            };
        }
        return pod == null ? new PodWait(seen, before, patience, now).read() : new NothingYet();
    }
}
