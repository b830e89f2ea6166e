package io.akoflow.engine.workflow;

import io.akoflow.contract.Problem;
import io.akoflow.contract.Problem.Severity;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is found in one file. Keeps {@link #MOST} errors and as many warnings, so that an answer stays an answer,
 * and says how many more there are. A warning that is the same in many places is said once.
 */
public final class Problems {

    static final int MOST = 1000;

    private static final int ENOUGH_ADVICE = 50;
    private static final Comparator<Problem> FILE_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final Set<Problem> errors = new LinkedHashSet<>();
    private final Map<String, Repeated> warnings = new LinkedHashMap<>();
    private int moreErrors;
    private int moreWarnings;

    private record Repeated(Problem first, int times) {}

    /** Formats only what it keeps: a file of 16 MiB can have millions of errors. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    public void error(Node place, String format, Object... arguments) {
        if (errors.size() >= MOST) {
            moreErrors++;
            return;
        }
        errors.add(new Problem(Severity.ERROR, place.line(), place.column(), format.formatted(arguments)));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    public void warning(Node place, String format, Object... arguments) {
        var message = format.formatted(arguments);
        if (warnings.size() >= MOST && !warnings.containsKey(message)) {
            moreWarnings++;
            return;
        }
        var problem = new Problem(Severity.WARNING, place.line(), place.column(), message);
        warnings.merge(message, new Repeated(problem, 1), (old, _) -> new Repeated(old.first(), old.times() + 1));
    }

    /** Errors that were found while the file was parsed. */
    public void addAll(List<Problem> found) {
        for (var problem : found) {
            if (errors.size() < MOST) {
                errors.add(problem);
            } else {
                moreErrors++;
            }
        }
    }

    /** Whether there are so few errors that it is worth the time to look for what was meant. */
    public boolean deserveAdvice() {
        return errors.size() < ENOUGH_ADVICE;
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    public List<Problem> inFileOrder() {
        List<Problem> all = new ArrayList<>(errors);
        warnings.values().forEach(warning -> all.add(said(warning)));
        all.sort(FILE_ORDER);
        if (moreErrors > 0) {
            all.add(tooMany(Severity.ERROR, "errors", moreErrors));
        }
        if (moreWarnings > 0) {
            all.add(tooMany(Severity.WARNING, "warnings", moreWarnings));
        }
        return List.copyOf(all);
    }

    private static Problem said(Repeated warning) {
        var first = warning.first();
        if (warning.times() == 1) {
            return first;
        }
        var message = "%s (%,d times)".formatted(first.message(), warning.times());
        return new Problem(first.severity(), first.line(), first.column(), message);
    }

    private static Problem tooMany(Severity severity, String what, int more) {
        var message = "Expected at most %,d %s, but there are %,d more".formatted(MOST, what, more);
        return new Problem(severity, 0, 0, message);
    }
}
