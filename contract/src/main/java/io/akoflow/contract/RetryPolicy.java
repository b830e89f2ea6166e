package io.akoflow.contract;

import java.time.Duration;

/**
 * How often a user's failure is tried again. Infrastructure failures have a budget of their own.
 *
 * @param attempts in all, at least 1
 * @param backoff before the second attempt, doubled before each further one
 * @param maxBackoff the longest pause
 * @param memoryFactor by which memory grows after an attempt ran out of it, at least 1
 */
public record RetryPolicy(int attempts, Duration backoff, Duration maxBackoff, double memoryFactor) {

    /** The default: one attempt. */
    public static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ofSeconds(10), Duration.ofMinutes(5), 1.5);

    public RetryPolicy {
        if (attempts < 1 || memoryFactor < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 1 attempt and a memory factor of at least 1, but they are %d and %s"
                            .formatted(attempts, memoryFactor));
        }
    }
}
