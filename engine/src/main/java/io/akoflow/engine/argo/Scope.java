package io.akoflow.engine.argo;

import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.HashMap;
import java.util.Map;

/** Values by what stands for them between braces. */
final class Scope {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final Allowance allowance;
    private final Problems problems;
    private final Map<String, String> global;
    private final Map<String, String> local;

    Scope(Allowance allowance, Problems problems, Map<String, String> global) {
        this(allowance, problems, global, Map.of());
    }

    private Scope(Allowance allowance, Problems problems, Map<String, String> global, Map<String, String> local) {
        this.allowance = allowance;
        this.problems = problems;
        this.global = Map.copyOf(global);
        this.local = Map.copyOf(local);
    }

    /** What holds everywhere, and {@code values}. */
    Scope within(Map<String, String> values) {
        return new Scope(allowance, problems, global, values);
    }

    /** What holds here, and {@code values}, at {@code place}. */
    Scope and(Map<String, String> values, Node place) {
        allowance.take(place, local.size());
        var all = new HashMap<>(local);
        all.putAll(values);
        return within(all);
    }

    /** {@code text} with all values put in; an error for each that is not known before the workflow runs. */
    String text(Node.Scalar text) {
        var whole = text.text();
        var filled = new StringBuilder();
        int at = 0;
        for (int open = whole.indexOf(OPEN); open >= 0; open = whole.indexOf(OPEN, at)) {
            int close = whole.indexOf(CLOSE, open);
            if (close < 0) {
                break;
            }
            filled.append(whole, at, open);
            var value = value(text, whole.substring(open + OPEN.length(), close).strip());
            at = close + CLOSE.length();
            allowance.take(text, value.length());
            filled.append(value);
        }
        filled.append(whole, at, whole.length());
        allowance.take(text, whole.length() + 1L);
        return filled.toString();
    }

    private String value(Node place, String tag) {
        var here = local.get(tag);
        var value = here != null ? here : global.get(tag);
        if (value == null) {
            problems.error(
                    place,
                    "Expected only values that are known before the workflow runs, but %s is not; write it into the file, or pass it on in a file on the run's disk",
                    Shown.text(OPEN + tag + CLOSE));
        }
        return value == null ? "" : value;
    }
}
