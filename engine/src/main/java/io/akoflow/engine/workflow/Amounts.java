package io.akoflow.engine.workflow;

import io.akoflow.engine.kubernetes.Quantity;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Quantities of what an activity may use. */
final class Amounts {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal SUSPICIOUS = BigDecimal.TWO.pow(20);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final Problems problems;

    Amounts(Problems problems) {
        this.problems = problems;
    }

    /** Bytes, rounded up. */
    Optional<Long> bytes(Node.Scalar text, String what) {
        var quantity = Quantity.parse(text.text());
        if (quantity.isEmpty()) {
            problems.error(
                    text,
                    "Expected %s to be a quantity such as 256Mi or 1Gi, but it is %s%s",
                    what,
                    Shown.node(text),
                    Quantity.advice(text.text()));
            return Optional.empty();
        }
        var value = quantity.get().value();
        if (value.compareTo(BigDecimal.ONE) < 0) {
            problems.error(
                    text,
                    "Expected %s to be at least 1 byte, but it is %s%s",
                    what,
                    Shown.node(text),
                    Quantity.advice(text.text()));
            return Optional.empty();
        }
        if (value.compareTo(SUSPICIOUS) < 0) {
            problems.warning(
                    text,
                    "Expected %s to be 1Mi or more, but %s is %,d bytes%s",
                    what,
                    Shown.text(text.text()),
                    value.longValue(),
                    Quantity.advice(text.text() + "M"));
        }
        return inRange(text, what, value);
    }

    /** Thousandths of a CPU, rounded up. */
    Optional<Long> cpuMillis(Node.Scalar text, String what) {
        var quantity = Quantity.parse(text.text());
        if (quantity.isEmpty()) {
            problems.error(
                    text,
                    "Expected %s to be a number of CPUs such as 0.5 or 500m, but it is %s",
                    what,
                    Shown.node(text));
            return Optional.empty();
        }
        var millis = quantity.get().value().multiply(THOUSAND);
        if (millis.signum() <= 0) {
            problems.error(text, "Expected %s to be more than 0, but it is %s", what, Shown.node(text));
            return Optional.empty();
        }
        return inRange(text, what, millis);
    }

    /** What Kubernetes counts in wholes, such as GPUs; as written. */
    Optional<String> whole(Node.Scalar text, String what) {
        var quantity = Quantity.parse(text.text());
        if (quantity.isEmpty()
                || !quantity.get().isWhole()
                || quantity.get().value().signum() < 0) {
            problems.error(text, "Expected %s to be a whole number, but it is %s", what, Shown.node(text));
            return Optional.empty();
        }
        return inRange(text, what, quantity.get().value()).map(_ -> text.text());
    }

    private Optional<Long> inRange(Node.Scalar text, String what, BigDecimal value) {
        var rounded = value.setScale(0, RoundingMode.CEILING);
        if (rounded.compareTo(MOST) > 0) {
            problems.error(text, "Expected %s to be less than 2^63, but it is %s", what, Shown.node(text));
            return Optional.empty();
        }
        return Optional.of(rounded.longValueExact());
    }
}
