package io.akoflow.engine.policy;

import io.akoflow.engine.kubernetes.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A largest amount that is allowed.
 *
 * @param text as whoever allows it wrote it
 */
public record Most(String text, BigDecimal value) {

    /** What {@code text} allows; empty when it is no quantity such as {@code 4}, {@code 500m} or {@code 16Gi}. */
    public static Optional<Most> parse(String text) {
        return Quantity.parse(text.strip())
                .filter(quantity -> quantity.value().signum() > 0)
                .map(quantity -> new Most(text.strip(), quantity.value()));
    }

    boolean allows(BigDecimal amount) {
        return amount.compareTo(value) <= 0;
    }
}
