package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations such as {@code 10s}, {@code 1h30m}, {@code 1.5h}, {@code 500ms}: units from large to small, each once. */
final class Durations {

    /** A longer one is more likely a mistake than a wish. */
    static final Duration LONGEST = Duration.ofDays(366);

    private static final int MOST_CHARACTERS = 40;
    private static final String NUMBER = "([0-9]{1,12}(?:\\.[0-9]{1,9})?)";
    private static final Pattern FORM =
            Pattern.compile("(?:%1$sd)?(?:%1$sh)?(?:%1$sm)?(?:%1$ss)?(?:%1$sms)?".formatted(NUMBER));
    private static final Pattern BARE = Pattern.compile("[0-9]{1,9}");
    private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private Durations() {}

    static Optional<Duration> read(Node.Scalar node, String what, Duration least, Problems problems) {
        var text = node.text();
        var duration = parse(text);
        if (duration.isEmpty()) {
            var advice = BARE.matcher(text).matches() ? "; did you mean '%ss'?".formatted(text) : "";
            problems.error(
                    node,
                    "Expected %s to be a duration such as 10s, 5m or 1h30m, but it is %s%s",
                    what,
                    Shown.node(node),
                    advice);
            return Optional.empty();
        }
        if (duration.get().compareTo(least) < 0 || duration.get().compareTo(LONGEST) > 0) {
            problems.error(
                    node, "Expected %s to be from %s to 366d, but it is %s", what, shown(least), Shown.text(text));
            return Optional.empty();
        }
        return duration;
    }

    static Optional<Duration> parse(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var millis = BigDecimal.ZERO;
        for (int unit = 0; unit < MILLIS.length; unit++) {
            var number = match.group(unit + 1);
            if (number != null) {
                millis = millis.add(new BigDecimal(number).multiply(BigDecimal.valueOf(MILLIS[unit])));
            }
        }
        return Optional.of(Duration.ofMillis(millis.min(MOST_MILLIS).longValue()));
    }

    private static String shown(Duration least) {
        return least.toSeconds() + "s";
    }
}
