package io.akoflow.engine.argo;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Scripts, which Argo writes to a file, as an argument of whoever runs them. */
final class Scripts {

    private static final Set<List<String>> AS_HERE = Set.of(List.of("sh", "-e"), List.of("/bin/sh", "-e"));
    private static final Pattern TAKE_C = Pattern.compile("(.*/)?(sh|bash|ash|dash|zsh|ksh|python[0-9.]*)");
    private static final Pattern TAKE_E = Pattern.compile("(.*/)?(node|perl|ruby|Rscript)");

    private final Problems problems;

    Scripts(Problems problems) {
        this.problems = problems;
    }

    void write(Keyed script, Scope scope, DraftActivity activity) {
        var source = script.required("source").map(scope::text).orElse("");
        List<String> words = new ArrayList<>();
        script.texts("command").forEach(word -> words.add(scope.text(word)));
        if (words.isEmpty()) {
            problems.error(
                    script.place(), "Expected 'command', but there is none; say who runs the script, such as [sh, -e]");
            return;
        }
        if (AS_HERE.contains(words)) {
            activity.run(source);
            return;
        }
        var program = words.getFirst();
        if (TAKE_C.matcher(program).matches()) {
            words.add("-c");
        } else if (TAKE_E.matcher(program).matches()) {
            words.add("-e");
        } else {
            problems.error(
                    script.place(),
                    "Expected a script for a shell, Python, Node.js, Perl, Ruby or R, but it is for %s; run it by a container with 'command'",
                    Shown.text(program));
        }
        words.add(source);
        activity.command(words);
    }
}
