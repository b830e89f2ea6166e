package io.akoflow.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;

/** Prints lines of the logs of several activities, each behind the name of its activity; thread-safe. */
final class LogPrinter {

    private static final int LONGEST_PREFIX = 40;

    private final Console console;
    private final ServerCommand.Format format;
    private final Colours colours;
    private final Map<String, String> prefixes = new HashMap<>();

    LogPrinter(Console console, ServerCommand.Format format) {
        this.console = console;
        this.format = format;
        this.colours = console.colours();
    }

    /** With the name of the activity. */
    void line(String activity, String line) {
        console.out()
                .println(
                        switch (format) {
                            case JSON ->
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("activity", activity)
                                        .put("line", line)
                                        .toString();
                            case TEXT -> prefix(activity) + shown(line);
                        });
    }

    /** Alone; of what a terminal would obey, only colours. */
    String shown(String line) {
        return console.obeysNothing() ? line : Plain.output(line, colours.shown());
    }

    private synchronized String prefix(String activity) {
        var known = prefixes.get(activity);
        if (known != null) {
            return known;
        }
        var name = Plain.line(activity);
        var prefix = console.isDrawnOn()
                ? colours.ofPrefix(prefixes.size(), TextWidth.cut(name, LONGEST_PREFIX) + " |") + " "
                : name + " | ";
        prefixes.put(activity, prefix);
        return prefix;
    }
}
