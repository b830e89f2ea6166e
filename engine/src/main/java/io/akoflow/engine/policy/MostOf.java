package io.akoflow.engine.policy;

import io.akoflow.engine.kubernetes.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A largest amount of what a cluster has besides CPU and memory, such as {@code nvidia.com/gpu}.
 *
 * @param resource its name, with {@code *} for any text
 * @param text as whoever allows it wrote it
 * @param value none is allowed when it is 0
 */
public record MostOf(String resource, String text, BigDecimal value) {

    /** What {@code text} allows; empty when it is not like {@code nvidia.com/gpu=2}. */
    public static Optional<MostOf> parse(String text) {
        int split = text.indexOf('=');
        if (split < 1) {
            return Optional.empty();
        }
        var most = text.substring(split + 1).strip();
        return Quantity.parse(most)
                .filter(quantity -> quantity.value().signum() >= 0)
                .map(quantity -> new MostOf(text.substring(0, split).strip(), most, quantity.value()));
    }

    boolean isOf(String name) {
        return Patterns.matches(resource, name);
    }

    boolean allows(String amount) {
        return Quantity.parse(amount)
                .filter(quantity -> quantity.value().compareTo(value) <= 0)
                .isPresent();
    }
}
