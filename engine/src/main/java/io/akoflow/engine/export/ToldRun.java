package io.akoflow.engine.export;

import io.akoflow.contract.Activity;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.workflow.NamedFiles;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is exported.
 *
 * @param files by ordinal
 * @param attempts all of them, by ordinal of the activity and then by number
 */
public record ToldRun(
        String id,
        long number,
        String owner,
        RunState state,
        @Nullable String message,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Workflow workflow,
        List<NamedFiles> files,
        List<ToldAttempt> attempts) {

    public ToldRun {
        files = List.copyOf(files);
        attempts = List.copyOf(attempts);
    }

    public Activity activity(int ordinal) {
        return workflow.activities().get(ordinal);
    }

    /** Of each activity the last that has started and ended, by ordinal; without those of which none has. */
    public List<ToldAttempt> decisive() {
        ToldAttempt[] last = new ToldAttempt[workflow.activities().size()];
        for (var attempt : attempts) {
            if (attempt.hasRun()) {
                last[attempt.activity()] = attempt;
            }
        }
        return Arrays.stream(last).filter(Objects::nonNull).toList();
    }
}
