package io.akoflow.engine.argo;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** How often a template is tried again, and after which pauses. */
final class Retries {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(\\.[0-9]{1,9})?(ms|s|m|h|d))+");

    private final Problems problems;

    Retries(Problems problems) {
        this.problems = problems;
    }

    /** @param limit how often it is tried again */
    void write(Keyed strategy, int limit, Scope scope, DraftActivity activity) {
        if (limit == 0) {
            return;
        }
        var keys = new LinkedHashMap<String, Object>();
        keys.put("attempts", limit + 1);
        strategy.keyed("backoff", "a backoff")
                .ifPresent(backoff -> backoff.scalar("duration")
                        .flatMap(duration -> duration(duration, scope))
                        .ifPresent(pause -> {
                            keys.put("backoff", pause);
                            if (isConstant(backoff, scope)) {
                                keys.put("maxBackoff", pause);
                            }
                        }));
        activity.retry(keys);
    }

    /** A number is one of seconds. */
    private Optional<String> duration(Node.Scalar text, Scope scope) {
        var duration = scope.text(text).strip();
        if (SECONDS.matcher(duration).matches()) {
            return Optional.of(duration + "s");
        }
        if (DURATION.matcher(duration).matches()) {
            return Optional.of(duration);
        }
        problems.warning(
                text, "Expected a duration such as 30 or 1m30s, but it is %s; it has no effect", Shown.text(duration));
        return Optional.empty();
    }

    /** Whether all pauses are as long as the first. Ours are doubled each time, or stay as they are. */
    private boolean isConstant(Keyed backoff, Scope scope) {
        var factor = backoff.scalar("factor");
        var said = factor.map(scope::text).map(String::strip).orElse("1");
        boolean isConstant = said.equals("1") || said.equals("0");
        if (!isConstant && !said.equals("2")) {
            problems.warning(
                    factor.orElseThrow(),
                    "Expected 'factor' to be 1 or 2, but it is %s; pauses are doubled each time",
                    Shown.text(said));
        }
        return isConstant;
    }
}
