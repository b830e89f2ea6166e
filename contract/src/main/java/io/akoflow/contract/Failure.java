package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt did not succeed, in words for the person who submitted it.
 *
 * @param kind such as {@code ExitCode}, {@code OutOfMemory}, {@code ImagePull}
 * @param exitCode of the command; null when it never ended by itself
 * @param cause one sentence: what happened
 * @param advice one sentence: what to do
 * @param logTail the last lines of output; null when there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Failure(
        FailureClass failureClass,
        String kind,
        @Nullable Integer exitCode,
        String cause,
        String advice,
        @Nullable String logTail) {

    /** Who can do something about it, and so whose budget it spends. */
    public enum FailureClass {
        /** The command's or its author's doing; spends the activity's attempts. */
        USER,
        /** The cluster's doing; has a budget of its own. */
        INFRASTRUCTURE,
        /** Will not get better by itself; fails at once. */
        CONFIGURATION
    }
}
