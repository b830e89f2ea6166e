package io.akoflow.contract;

/**
 * Names one attempt at one activity of a run: one Job, at most one start of the command.
 *
 * @param activity the activity's ordinal, from 0; append-only within a run
 * @param attempt from 1; counts Jobs, whatever the reason for a new one, and never starts over
 */
public record AttemptId(RunId run, int activity, int attempt) {

    public AttemptId {
        if (activity < 0 || attempt < 1) {
            throw new IllegalArgumentException(
                    "Expected an ordinal from 0 and an attempt from 1, but they are %d and %d"
                            .formatted(activity, attempt));
        }
    }

    @Override
    public String toString() {
        return run + "/" + activity + "/" + attempt;
    }
}
