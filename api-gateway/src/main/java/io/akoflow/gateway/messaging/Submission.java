package io.akoflow.gateway.messaging;

import io.akoflow.contract.Problem;
import io.akoflow.contract.RunId;
import java.util.List;

/** What became of a submitted workflow file. */
public sealed interface Submission {

    /**
     * It is a run.
     *
     * @param isNew whether this submission made it, not an earlier one with the same key
     */
    record Accepted(RunId run, long number, String name, int activities, List<Problem> warnings, boolean isNew)
            implements Submission {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /** It is not a workflow. */
    record Invalid(List<Problem> problems) implements Submission {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** It asks for what is not allowed here. */
    record NotAllowed(List<Problem> problems) implements Submission {
        public NotAllowed {
            problems = List.copyOf(problems);
        }
    }

    /** Its idempotency key came with another file before. */
    record KeyTaken(String message) implements Submission {}
}
