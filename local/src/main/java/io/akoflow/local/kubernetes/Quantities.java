package io.akoflow.local.kubernetes;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts as Kubernetes writes them. */
final class Quantities {
    private static final Pattern FORM = Pattern.compile("([0-9.]+)(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?");
    private static final String UNITS = "kmgtp";

    private Quantities() {}

    /** 0 for what is no such amount. */
    static long bytes(String quantity) {
        var matcher = FORM.matcher(quantity);
        if (!matcher.matches()) {
            return 0;
        }
        var unit = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(java.util.Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.charAt(0)) + 1;
        int base = unit.endsWith("i") ? 1024 : 1000;
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(base).pow(power))
                .longValue();
    }
}
