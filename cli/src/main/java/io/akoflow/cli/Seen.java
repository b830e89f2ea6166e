package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of an activity; there may be a hundred thousand, so it is little.
 *
 * @param name on one line, harmless on a terminal
 * @param failure of which kind, such as {@code (USER, ExitCode)}; empty when it has not failed
 * @param remarks what a person should know of it
 */
record Seen(
        String name,
        ActivityState state,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String failure,
        List<String> remarks) {

    static Seen of(JsonNode activity) {
        return new Seen(
                RunText.name(activity),
                ActivityState.valueOf(activity.path("state").asText()),
                activity.path("attempt").asInt(),
                RunText.instant(activity, "startedAt"),
                RunText.instant(activity, "endedAt"),
                RunText.kindOfFailure(activity),
                RunText.remarks(activity));
    }

    String stateText() {
        return RunText.state(state.name());
    }

    String took(Instant now) {
        return RunText.took(startedAt, endedAt, now);
    }

    boolean isUnderWay() {
        return switch (state) {
            case RUNNING, DISPATCHED, BACKING_OFF -> true;
            case READY -> !remarks.isEmpty();
            case WAITING, SUCCEEDED, FAILED, CANCELLED, SKIPPED -> false;
        };
    }

    boolean hasFailed() {
        return state == ActivityState.FAILED;
    }
}
