package io.akoflow.cli;

import java.util.Map;

/** Colours for a terminal that shows them; otherwise text stays as it is. */
record Colours(boolean shown) {

    private static final int[] OF_PREFIXES = {36, 33, 35, 32, 34, 96, 93, 95, 92, 94};

    /** As https://no-color.org has it, and not where the terminal is known to have none. */
    static Colours of(Map<String, String> env, boolean terminal) {
        return new Colours(terminal
                && env.getOrDefault("NO_COLOR", "").isEmpty()
                && !env.getOrDefault("TERM", "").equals("dumb"));
    }

    /** By how it goes; {@code state} is as {@link RunText#state} says it. */
    String byState(String state, String text) {
        return switch (state.strip()) {
            case "succeeded" -> look(32, text);
            case "failed" -> look(31, text);
            case "running", "dispatched" -> look(36, text);
            case "backing off", "cancelling" -> look(33, text);
            case "waiting", "skipped", "cancelled" -> look(2, text);
            default -> text;
        };
    }

    /** One of some that differ. */
    String ofPrefix(int place, String text) {
        return look(OF_PREFIXES[place % OF_PREFIXES.length], text);
    }

    String faint(String text) {
        return look(2, text);
    }

    private String look(int code, String text) {
        return shown && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
