package io.akoflow.engine.wfformat;

import io.akoflow.engine.draft.DraftActivity;
import java.util.ArrayList;
import java.util.List;

/** Commands of our own runs, as {@link WfExport} writes them. */
final class WfOwn {

    /** The program of those that a shell was told. */
    static final List<String> SHELL = List.of("/bin/sh", "-ec");

    private WfOwn() {}

    /** What was exported, again. */
    static void write(String program, List<String> arguments, DraftActivity activity) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        if (words.size() == SHELL.size() + 1 && words.subList(0, SHELL.size()).equals(SHELL)) {
            activity.run(words.getLast());
        } else {
            activity.command(words);
        }
    }
}
