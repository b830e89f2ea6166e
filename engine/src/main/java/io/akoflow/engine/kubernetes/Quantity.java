package io.akoflow.engine.kubernetes;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Kubernetes quantity: a decimal number and a suffix, such as {@code 500m}, {@code 256Mi} or {@code 1e3}.
 *
 * @param value in units: cores, bytes
 */
public record Quantity(BigDecimal value) {

    private static final int MOST_CHARACTERS = 40;
    private static final int LARGEST_EXPONENT = 30;
    private static final Pattern FORM =
            Pattern.compile("([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]{1,4})?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern OTHER_BYTES = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([kKmMgGtT])i?[bB]?");
    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("P", BigDecimal.TEN.pow(15)),
            Map.entry("E", BigDecimal.TEN.pow(18)),
            Map.entry("Ki", BigDecimal.TWO.pow(10)),
            Map.entry("Mi", BigDecimal.TWO.pow(20)),
            Map.entry("Gi", BigDecimal.TWO.pow(30)),
            Map.entry("Ti", BigDecimal.TWO.pow(40)),
            Map.entry("Pi", BigDecimal.TWO.pow(50)),
            Map.entry("Ei", BigDecimal.TWO.pow(60)));

    /** Empty when {@code text} is none, or is beyond what a sensible one needs. */
    public static Optional<Quantity> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(match.group(1));
        var suffix = match.group(2);
        if (suffix == null) {
            return Optional.of(new Quantity(number));
        }
        var factor = SUFFIXES.get(suffix);
        if (factor != null) {
            return Optional.of(new Quantity(number.multiply(factor)));
        }
        int exponent = Integer.parseInt(suffix.substring(1));
        return Math.abs(exponent) > LARGEST_EXPONENT
                ? Optional.empty()
                : Optional.of(new Quantity(number.scaleByPowerOfTen(exponent)));
    }

    /** A number without a suffix. */
    public static Optional<BigDecimal> number(String text) {
        boolean isNumber =
                text.length() <= MOST_CHARACTERS && NUMBER.matcher(text).matches();
        return isNumber ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** What may have been meant by text that is no quantity, or not a sensible one, of bytes. */
    public static String advice(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return "";
        }
        var match = OTHER_BYTES.matcher(text);
        return match.matches()
                ? "; did you mean '%s%si'?"
                        .formatted(match.group(1), match.group(2).toUpperCase(Locale.ROOT))
                : "";
    }

    /** Whether it has no fraction. */
    public boolean isWhole() {
        return value.stripTrailingZeros().scale() <= 0;
    }
}
