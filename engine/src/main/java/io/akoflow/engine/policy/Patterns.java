package io.akoflow.engine.policy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts that are allowed, in which {@code *} stands for any text.
 *
 * @param texts any text is allowed when there are none
 */
public record Patterns(List<String> texts) {

    /** Everything. */
    public static final Patterns ANY = new Patterns(List.of());

    public Patterns {
        texts = texts.stream().map(String::strip).toList();
    }

    /** Whether {@code text} is allowed. */
    public boolean allow(String text) {
        return texts.isEmpty() || texts.stream().anyMatch(pattern -> matches(pattern, text));
    }

    static boolean matches(String pattern, String text) {
        var regex = Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    @Override
    public String toString() {
        return String.join(", ", texts);
    }
}
