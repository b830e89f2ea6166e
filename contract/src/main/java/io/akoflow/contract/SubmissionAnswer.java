package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What became of a record on {@code akoflow.submissions}. Said by the gateway on {@code akoflow.submissions.answers}.
 */
public sealed interface SubmissionAnswer extends Message {

    /** Topic, partition and offset of the record that is answered, such as {@code akoflow.submissions/0/17}. */
    String submission();

    /** The key of the record that is answered, so that its sender finds the answer; empty when it had none. */
    String submissionKey();

    @Override
    @JsonIgnore
    default String messageId() {
        return submission();
    }

    @Override
    @JsonIgnore
    default String key() {
        return submissionKey();
    }

    /** It is a run. */
    record SubmissionAccepted(String submission, String submissionKey, RunId run, long number, List<Problem> warnings)
            implements SubmissionAnswer {
        public SubmissionAccepted {
            warnings = List.copyOf(warnings);
        }

        @Override
        @JsonIgnore
        public String subject() {
            return run.value();
        }
    }

    /** It is not, for every one of these reasons. */
    record SubmissionRefused(String submission, String submissionKey, List<Problem> problems)
            implements SubmissionAnswer {
        public SubmissionRefused {
            problems = List.copyOf(problems);
        }

        @Override
        @JsonIgnore
        public String subject() {
            return submission;
        }
    }
}
