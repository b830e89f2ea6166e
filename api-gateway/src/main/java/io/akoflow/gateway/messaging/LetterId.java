package io.akoflow.gateway.messaging;

import java.util.Optional;
import java.util.regex.Pattern;

/** A dead letter's own place, in text {@code 2-17}. */
public record LetterId(int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    /** The opposite of {@link #text}; empty when it is none. */
    public static Optional<LetterId> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new LetterId(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** As people name it. */
    public String text() {
        return partition + "-" + offset;
    }
}
