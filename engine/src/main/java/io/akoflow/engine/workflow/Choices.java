package io.akoflow.engine.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts of which one has to be written, with what each means, in the order in which messages name them. */
final class Choices {

    private Choices() {}

    @SafeVarargs
    static <T> Map<String, T> of(Map.Entry<String, T>... choices) {
        Map<String, T> all = new LinkedHashMap<>();
        for (var choice : choices) {
            all.put(choice.getKey(), choice.getValue());
        }
        return Collections.unmodifiableMap(all);
    }

    /** Texts that mean themselves. */
    static Map<String, String> of(String... texts) {
        Map<String, String> all = new LinkedHashMap<>();
        for (var text : texts) {
            all.put(text, text);
        }
        return Collections.unmodifiableMap(all);
    }
}
