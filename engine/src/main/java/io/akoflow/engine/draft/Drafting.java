package io.akoflow.engine.draft;

import io.akoflow.contract.Problem;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.engine.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The last step of every import: the draft is written, read as any workflow file is, and its problems told. */
public final class Drafting {

    private Drafting() {}

    /** What becomes of {@code draft}, if nothing in {@code found} stands against it. */
    public static Importing finish(Draft draft, Problems found) {
        if (found.hasErrors()) {
            return new Importing.Refused(found.inFileOrder());
        }
        var text = draft.text();
        return switch (WorkflowReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case WorkflowReading.Valid valid -> {
                tell(valid.warnings(), text, draft, found);
                yield new Importing.Imported(text, valid.workflow(), found.inFileOrder());
            }
            case WorkflowReading.Invalid(var problems) -> {
                tell(problems, text, draft, found);
                yield new Importing.Refused(found.inFileOrder());
            }
        };
    }

    /** Of the file that was imported, as its author has never seen the other one. */
    private static void tell(List<Problem> problems, String text, Draft draft, Problems found) {
        if (problems.isEmpty()) {
            return;
        }
        int[] begins = begins(text, draft.activities().size());
        for (var problem : problems) {
            int place = Arrays.binarySearch(begins, problem.line());
            int activity = place < 0 ? -place - 2 : place;
            var origin = activity < 0
                    ? new Node.Scalar(0, 0, "", true)
                    : draft.activities().get(activity).origin();
            switch (problem.severity()) {
                case ERROR -> found.error(origin, "%s", problem.message());
                case WARNING -> found.warning(origin, "%s", problem.message());
            }
        }
    }

    private static int[] begins(String text, int activities) {
        int[] begins = new int[activities];
        int line = 1;
        int next = 0;
        for (int at = 0; at >= 0 && next < activities; line++) {
            if (text.startsWith(Draft.BEGIN, at)) {
                begins[next++] = line;
            }
            int end = text.indexOf('\n', at);
            at = end < 0 ? -1 : end + 1;
        }
        return begins;
    }
}
