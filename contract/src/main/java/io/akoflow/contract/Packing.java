package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;

/**
 * Which activities share pods, so that short ones do not wait for a pod each.
 *
 * @param auto whether those that are measured to be short do, where no rule says otherwise
 * @param rules the first that matches an activity counts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Packing(boolean auto, List<Rule> rules) {

    @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
    public Packing {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /**
     * Activities that share pods whatever is measured.
     *
     * @param match a pattern of names, in which {@code *} stands for any text; without one it also matches names that
     *     go on after it with what is no letter; upper and lower case are the same
     * @param size the most in one pod, at least 1; 1 for never
     * @param waits how long one that is ready waits for others, not negative
     */
    public record Rule(String match, int size, Duration waits) {}
}
