package io.akoflow.engine.kubernetes;

import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a container is told to run.
 *
 * <p>A script is handed to the workflow's shell as it is, as one argument. When that shell is a POSIX one, another one
 * goes before it, which copies what the image holds in {@code /akoflow-wfa-shared} and then becomes the first one. With
 * other programs, such as {@code [python3, -c]}, nothing is copied, since the image may have no shell at all.
 */
final class Commands {

    /** Linux takes 128 KiB per argument, and every one of them is part of the Job. */
    static final int LONGEST_ARGUMENT = 32 * 1024;

    /** Where a longer script is mounted. */
    static final String SCRIPT_FOLDER = "/akoflow-script";

    /** The script's name there. */
    static final String SCRIPT_FILE = "run";

    private static final Set<String> POSIX_SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "mksh");

    /**
     * Goes to a name of its own first and is linked then, so that nobody who shares the disk sees half a file, and no
     * file is overwritten that came in between.
     */
    private static final String COPY_SHARED = """
            akoflow_copy() {
              for f in "$1"/* "$1"/.[!.]* "$1"/..?*; do
                to=$2/${f##*/}
                if [ -d "$f" ] && [ ! -L "$f" ]; then
                  mkdir -p "$to" && akoflow_copy "$f" "$to" || return
                elif { [ -e "$f" ] || [ -L "$f" ]; } && [ ! -e "$to" ] && [ ! -L "$to" ]; then
                  new=$2/.akoflow-$AKOFLOW_RUN-$ACTIVITY_ID-$AKOFLOW_ATTEMPT
                  rm -f "$new" && cp -RP "$f" "$new" || return
                  ln "$new" "$to" 2>/dev/null || [ -e "$to" ] || mv "$new" "$to" || return
                  rm -f "$new"
                fi
              done
              return 0
            }
            if [ -d /akoflow-wfa-shared ]; then
              akoflow_copy /akoflow-wfa-shared . || { echo 'akoflow: cannot copy /akoflow-wfa-shared' >&2; exit 1; }
            fi
            exec "$@"
            """;

    private static final Pattern EXPANDED = Pattern.compile("\\$(?=[$(]|[^\\x00-\\x7f])");

    private Commands() {}

    /** Whether the script is too long for an argument. */
    static boolean needsFile(Command command) {
        return command instanceof Command.Script(var script)
                && script.getBytes(StandardCharsets.UTF_8).length > LONGEST_ARGUMENT;
    }

    /** The container's {@code command}. */
    static List<String> of(AttemptSpec spec) {
        var words = switch (spec.activity().command()) {
            case Command.Program(var program) -> program;
            case Command.Script(var script) ->
                script(spec.shell(), script, needsFile(spec.activity().command()));
        };
        return words.stream().map(Commands::literal).toList();
    }

    /**
     * {@code text} in a form that Kubernetes, which expands {@code $(NAME)} and takes {@code $$} for {@code $}, turns
     * into {@code text}.
     */
    static String literal(String text) {
        return EXPANDED.matcher(text).replaceAll("\\$\\$");
    }

    private static List<String> script(List<String> shell, String script, boolean inFile) {
        var program = program(shell);
        var file = SCRIPT_FOLDER + "/" + SCRIPT_FILE;
        List<String> words = new ArrayList<>();
        if (!isPosix(program)) {
            words.addAll(inFile ? program : shell);
            words.add(inFile ? file : script);
            return words;
        }
        words.addAll(program);
        words.add("-c");
        words.add(COPY_SHARED);
        words.add("akoflow");
        words.addAll(shell);
        words.add(inFile ? ". " + file : script);
        return words;
    }

    /** The shell without its options: {@code [busybox, sh]} of {@code [busybox, sh, -ec]}. */
    private static List<String> program(List<String> shell) {
        return shell.stream().takeWhile(word -> !word.startsWith("-")).toList();
    }

    private static boolean isPosix(List<String> program) {
        if (program.isEmpty()) {
            return false;
        }
        var last = program.getLast();
        return POSIX_SHELLS.contains(last.substring(last.lastIndexOf('/') + 1));
    }
}
