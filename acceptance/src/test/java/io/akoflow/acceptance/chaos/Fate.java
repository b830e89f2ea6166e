package io.akoflow.acceptance.chaos;

/** What becomes of an activity's attempts, whatever happens around them. */
sealed interface Fate {

    /** The first attempt ends well. */
    record Succeeds() implements Fate {}

    /** So many attempts fail, and the one after them ends well. */
    record FailsFirst(int times) implements Fate {}

    /** All attempts fail, of which there are so many. */
    record FailsAlways(int attempts) implements Fate {}

    /** It does not end by itself. */
    record Stays() implements Fate {}

    /** How many attempts fail before one ends well. */
    default int failures() {
        return switch (this) {
            case Succeeds _, Stays _ -> 0;
            case FailsFirst(var times) -> times;
            case FailsAlways _ -> Integer.MAX_VALUE;
        };
    }

    /** How many attempts the workflow file allows. */
    default int allowedAttempts() {
        return switch (this) {
            case Succeeds _, Stays _ -> 1;
            case FailsFirst(var times) -> times + 1;
            case FailsAlways(var attempts) -> attempts;
        };
    }

    /** Whether an attempt ends well at last. */
    default boolean isGood() {
        return switch (this) {
            case Succeeds _, FailsFirst _ -> true;
            case FailsAlways _, Stays _ -> false;
        };
    }
}
