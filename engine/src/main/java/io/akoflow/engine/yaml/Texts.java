package io.akoflow.engine.yaml;

import java.util.HashMap;
import java.util.Map;

/** Keeps short texts once that are in a file thousands of times, such as keys, sizes and names of activities. */
final class Texts {

    private static final int LONGEST = 64;
    private static final int MOST = 200_000;

    private final Map<String, String> known = new HashMap<>();

    String one(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        var first = known.size() < MOST ? known.putIfAbsent(text, text) : known.get(text);
        return first == null ? text : first;
    }
}
