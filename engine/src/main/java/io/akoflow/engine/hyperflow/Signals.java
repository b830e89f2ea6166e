package io.akoflow.engine.hyperflow;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The signals of a workflow, which processes name by index or by name. */
final class Signals {

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private final Problems problems;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Set<Integer> controls = new LinkedHashSet<>();

    Signals(Keyed file, Problems problems) {
        this.problems = problems;
        var all = file.node("signals").isPresent() ? file.all("signals", "a signal") : file.all("data", "a signal");
        for (var signal : all) {
            int index = names.size();
            if (signal.text("control").filter(it -> !it.equals("false")).isPresent()) {
                controls.add(index);
            }
            var name = signal.required("name").map(Node.Scalar::text).orElse("");
            names.add(name);
            indexes.putIfAbsent(name, index);
        }
    }

    String name(int index) {
        return names.get(index);
    }

    /** Whether it says when, and is no file. */
    boolean isControl(int index) {
        return controls.contains(index);
    }

    /** Those that a process names, each once; an error for each that there is not. */
    List<Integer> indexes(Keyed process, String key) {
        var found = new LinkedHashSet<Integer>();
        for (var text : process.texts(key)) {
            boolean isIndex = text.plain() && INDEX.matcher(text.text()).matches();
            int index = isIndex ? Integer.parseInt(text.text()) : indexes.getOrDefault(text.text(), -1);
            if (index < 0 || index >= names.size()) {
                problems.error(
                        text,
                        "Expected '%s' to name signals, by index from 0 or by name, but there is no %s",
                        key,
                        Shown.text(text.text()));
            } else {
                found.add(index);
            }
        }
        return List.copyOf(found);
    }
}
