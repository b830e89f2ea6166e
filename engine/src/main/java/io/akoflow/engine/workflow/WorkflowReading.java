package io.akoflow.engine.workflow;

import io.akoflow.contract.Problem;
import io.akoflow.contract.Webhook;
import io.akoflow.contract.Workflow;
import java.util.List;

/** What a workflow file turned out to be. */
public sealed interface WorkflowReading {

    /**
     * A workflow, and what its author should know all the same.
     *
     * @param webhooks who is told when its run ends
     * @param files what each activity is said to read and write, by ordinal
     */
    record Valid(Workflow workflow, List<Problem> warnings, List<Webhook> webhooks, List<NamedFiles> files)
            implements WorkflowReading {
        public Valid {
            warnings = List.copyOf(warnings);
            webhooks = List.copyOf(webhooks);
            files = List.copyOf(files);
        }
    }

    /** Not a workflow: every error and warning, in the order of the file; at least one error. */
    record Invalid(List<Problem> problems) implements WorkflowReading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
