package io.akoflow.engine.yaml;

/** Text from a file as messages show it: in single quotes, short, on one line. */
public final class Quoted {

    private static final int MOST_CHARACTERS = 60;

    private Quoted() {}

    /** {@code text}, or as much of it as one wants to read. */
    public static String text(String text) {
        return "'" + oneLine(cut(text, MOST_CHARACTERS)) + "'";
    }

    /** The first of {@code text}, with an ellipsis where something is left out. */
    static String cut(String text, int most) {
        if (text.length() <= most || text.codePointCount(0, Math.min(text.length(), 2 * most)) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
