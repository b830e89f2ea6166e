package io.akoflow.engine.draft;

import io.akoflow.contract.Problem;
import io.akoflow.contract.Workflow;
import java.util.List;

/** What became of a file of another system. */
public sealed interface Importing {

    /**
     * It is a workflow of ours.
     *
     * @param file the workflow file, in YAML
     * @param workflow what it says
     * @param notes what could not be honoured, and what else its author should know, in the order of the file that was
     *     imported
     */
    record Imported(String file, Workflow workflow, List<Problem> notes) implements Importing {
        public Imported {
            notes = List.copyOf(notes);
        }
    }

    /** All that stands against it, in the order of the file; at least one error. */
    record Refused(List<Problem> problems) implements Importing {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
