package io.akoflow.engine.policy;

import io.akoflow.contract.Packing;
import java.util.Locale;

/** Names of activities, as a {@link Packing.Rule} means them. */
public final class NamePattern {

    private final String[] parts;
    private final boolean goesOn;

    /** One that is written as {@code match}. */
    public NamePattern(String match) {
        goesOn = match.indexOf('*') < 0;
        parts = lower(match).split("\\*", -1);
    }

    /** Whether the activity called {@code name} is meant. */
    public boolean matches(String name) {
        var text = lower(name);
        if (!text.startsWith(parts[0])) {
            return false;
        }
        return goesOn ? mayEnd(text, parts[0].length()) : matchesRest(text);
    }

    private static boolean mayEnd(String text, int at) {
        return at == text.length() || !Character.isLetter(text.codePointAt(at));
    }

    /** The first place of each part is as good as any other, so this never looks back. */
    private boolean matchesRest(String text) {
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        var last = parts[parts.length - 1];
        return text.length() - last.length() >= at && text.endsWith(last);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
