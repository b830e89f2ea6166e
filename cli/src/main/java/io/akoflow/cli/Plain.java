package io.akoflow.cli;

import java.util.regex.Pattern;

/** Text of users without what a terminal would obey: names and output may be any text, and come from anybody. */
final class Plain {

    /** Controls, 8-bit ones too, and separators of lines. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    /** What is not seen but changes the order or the look of what is; joiners make letters and are left. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}&&[^\\u200c\\u200d]]+");

    /** A colour or another look of letters, and whatever else begins with an escape or its 8-bit form. */
    private static final Pattern ESCAPE = Pattern.compile("(?<look>\\u001b\\[[0-9;:]*m)"
            + "|\\u009b[0-9;:]*m"
            + "|(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?"
            + "|(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)?"
            + "|\\u001b[ -/]*[0-~]?");

    private static final Pattern CONTROLS_OF_A_LINE = Pattern.compile("[\\p{Cc}&&[^\\t\\u001b]]");
    private static final String RESET = "\u001b[0m";

    private Plain() {}

    /** A name or sentence on one line. */
    static String line(String text) {
        return UNSEEN.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** A line that an activity printed, for a terminal: of what it would obey only colours are left, if any. */
    static String output(String line, boolean coloured) {
        if (line.chars().noneMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0))) {
            return line;
        }
        var out = new StringBuilder();
        var escape = ESCAPE.matcher(line);
        var looks = false;
        int from = 0;
        while (escape.find()) {
            out.append(line, from, escape.start());
            from = escape.end();
            var look = coloured ? escape.group("look") : null;
            if (look != null) {
                out.append(look);
                looks = true;
            }
        }
        out.append(line, from, line.length());
        var harmless = CONTROLS_OF_A_LINE.matcher(out).replaceAll("");
        return looks ? harmless + RESET : harmless;
    }
}
