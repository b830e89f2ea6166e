package io.akoflow.gateway.messaging;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Up to where, and not including that, each partition is still to be told, as a page hands it on to the next: such as
 * {@code 0:12,2:40}.
 */
record LetterPlaces(Map<Integer, Long> ends) {

    private static final Pattern TEXT = Pattern.compile("\\d{1,9}:\\d{1,18}(,\\d{1,9}:\\d{1,18})*");

    LetterPlaces {
        ends = Map.copyOf(ends);
    }

    /**
     * The opposite of {@link #text}.
     *
     * @throws IllegalArgumentException when it is none
     */
    static LetterPlaces parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("Expected partitions with offsets, but it is '%s'".formatted(text));
        }
        var ends = new TreeMap<Integer, Long>();
        for (var part : text.split(",", -1)) {
            var numbers = part.split(":", 2);
            ends.put(Integer.valueOf(numbers[0]), Long.valueOf(numbers[1]));
        }
        return new LetterPlaces(ends);
    }

    String text() {
        return new TreeMap<>(ends)
                .entrySet().stream()
                        .map(end -> end.getKey() + ":" + end.getValue())
                        .collect(Collectors.joining(","));
    }
}
