package io.akoflow.gateway.access;

import io.akoflow.contract.Problem;
import io.akoflow.contract.Webhook;
import io.akoflow.contract.Workflow;
import java.util.List;

/** Whether a workflow file can be run here. */
public sealed interface Verdict {

    /**
     * It can, and this is what its author should know all the same.
     *
     * @param webhooks who is told when its run ends
     */
    record Valid(Workflow workflow, List<Problem> warnings, List<Webhook> webhooks) implements Verdict {
        public Valid {
            warnings = List.copyOf(warnings);
            webhooks = List.copyOf(webhooks);
        }
    }

    /** It is not a workflow. */
    record Invalid(List<Problem> problems) implements Verdict {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** It is one, and asks for what is not allowed here. */
    record NotAllowed(Workflow workflow, List<Problem> problems) implements Verdict {
        public NotAllowed {
            problems = List.copyOf(problems);
        }
    }
}
