package io.akoflow.engine.wfformat;

import io.akoflow.engine.draft.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who ran the workflow, as each means something else by a program and its arguments. */
enum RuntimeSystem {
    /** The program and its arguments, one word each. */
    WORDS,
    /** The arguments are one line for a shell; the program only says what it is. */
    MAKEFLOW,
    /** The program is a script of many lines; there are no arguments. */
    NEXTFLOW,
    /** Arguments may hold several words, some of them quoted already. */
    WFBENCH,
    /** A run of ours: the words of the container, the shell's among them. */
    AKOFLOW;

    private static final Set<String> WFBENCH_PROGRAMS = Set.of("cpuhog", "wfbench", "wfbench.py", "sys_test");

    static RuntimeSystem of(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("makeflow")) {
            return MAKEFLOW;
        }
        if (lower.startsWith("nextflow")) {
            return NEXTFLOW;
        }
        if (lower.startsWith("wfbench")) {
            return WFBENCH;
        }
        return lower.equals("akoflow") ? AKOFLOW : WORDS;
    }

    /** That of one task: programs of WfBench are written like themselves whoever ran them. */
    RuntimeSystem running(String program) {
        return this == WORDS && WFBENCH_PROGRAMS.contains(program) ? WFBENCH : this;
    }

    /** What a shell is told to do what {@code program} did. */
    String command(String program, List<String> arguments) {
        return switch (this) {
            case WORDS, AKOFLOW -> {
                List<String> words = new ArrayList<>(List.of(program));
                words.addAll(arguments);
                yield Words.command(words);
            }
            case MAKEFLOW -> arguments.isEmpty() ? program : String.join(" ", arguments);
            case NEXTFLOW -> arguments.isEmpty() ? program : program + "\n" + String.join(" ", arguments);
            case WFBENCH ->
                arguments.isEmpty() ? Words.quoted(program) : Words.quoted(program) + " " + String.join(" ", arguments);
        };
    }
}
