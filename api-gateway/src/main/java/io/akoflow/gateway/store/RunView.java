package io.akoflow.gateway.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is told over HTTP.
 *
 * @param namespace that its file asks for; null for the deployment's own
 * @param seq of the last fact that went into it
 * @param activities how many there are
 * @param counts how many activities are in each state in which there are any
 * @param notifications who has been told of its end, or will be; null where there is nobody, or in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        String id,
        long number,
        String name,
        String owner,
        @Nullable String namespace,
        RunState state,
        long seq,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String message,
        int activities,
        Map<ActivityState, Integer> counts,
        @Nullable List<NotificationView> notifications) {

    public RunView {
        var ordered = new EnumMap<ActivityState, Integer>(ActivityState.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
    }

    /** The same with these, if there are any. */
    public RunView with(List<NotificationView> told) {
        return told.isEmpty()
                ? this
                : new RunView(
                        id,
                        number,
                        name,
                        owner,
                        namespace,
                        state,
                        seq,
                        submittedAt,
                        startedAt,
                        endedAt,
                        message,
                        activities,
                        counts,
                        List.copyOf(told));
    }
}
