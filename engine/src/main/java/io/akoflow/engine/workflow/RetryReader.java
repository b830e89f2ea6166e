package io.akoflow.engine.workflow;

import io.akoflow.contract.RetryPolicy;
import io.akoflow.engine.kubernetes.Quantity;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code retry}; what it does not say is inherited. */
final class RetryReader {

    private static final int MOST_ATTEMPTS = 1000;
    private static final BigDecimal LARGEST_FACTOR = BigDecimal.valueOf(100);

    private final Problems problems;

    RetryReader(Problems problems) {
        this.problems = problems;
    }

    RetryPolicy read(Fields around, RetryPolicy inherited) {
        return around.fields("retry", Section.RETRY)
                .map(retry -> read(retry, around.node("retry").orElse(around.place()), inherited))
                .orElse(inherited);
    }

    private RetryPolicy read(Fields retry, Node place, RetryPolicy inherited) {
        var attempts = retry.whole("attempts", 1, MOST_ATTEMPTS);
        var backoff = retry.duration("backoff", Duration.ZERO).orElse(inherited.backoff());
        var longest = retry.duration("maxBackoff", Duration.ZERO);
        var factor = retry.text("memoryFactor").flatMap(this::factor);
        if (longest.isPresent() && longest.get().compareTo(backoff) < 0) {
            problems.error(
                    retry.node("maxBackoff").orElse(place),
                    "Expected 'maxBackoff' to be no less than 'backoff', which is %ss, but it is %ss",
                    seconds(backoff),
                    seconds(longest.get()));
        }
        return new RetryPolicy(
                attempts.map(Long::intValue).orElse(inherited.attempts()),
                backoff,
                longest.orElse(max(inherited.maxBackoff(), backoff)),
                factor.orElse(inherited.memoryFactor()));
    }

    private Optional<Double> factor(Node.Scalar text) {
        var factor = text.plain() ? Quantity.number(text.text()) : Optional.<BigDecimal>empty();
        if (factor.isEmpty()
                || factor.get().compareTo(BigDecimal.ONE) < 0
                || factor.get().compareTo(LARGEST_FACTOR) > 0) {
            problems.error(
                    text, "Expected 'memoryFactor' to be a number from 1 to 100, but it is %s", Shown.node(text));
            return Optional.empty();
        }
        return factor.map(BigDecimal::doubleValue);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
