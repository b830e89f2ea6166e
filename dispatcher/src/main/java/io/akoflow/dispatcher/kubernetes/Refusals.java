package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.QuotaWords;

/** Says what it means for an attempt that the API server refuses one of its objects. */
final class Refusals {

    private Refusals() {}

    static Outcome of(PlannedObject object, ApiAnswer.Refused answer) {
        if (answer.code() == ApiCall.FORBIDDEN && QuotaWords.isExceeded(answer.message())) {
            return QuotaWords.neverFits(answer.message())
                    .<Outcome>map(why -> refused(why + ".", QuotaWords.ADVICE))
                    .orElseGet(() -> new Outcome.Waiting(Reason.QUOTA, answer.message()));
        }
        return refused(answer.message(), advice(object, answer));
    }

    /** Somebody else has an object by that name. */
    static Outcome taken(PlannedObject object) {
        return refused(
                "There is a %s '%s' in the namespace '%s' that is not this attempt's."
                        .formatted(object.kind().kindName(), object.name(), object.namespace()),
                "Delete it if nobody needs it, and resume the run.");
    }

    /** A claim with the files of other activities is not there any more. */
    static Outcome diskLost(PlannedObject claim) {
        return new Outcome.Refused(new Failure(
                Failure.FailureClass.CONFIGURATION,
                "DiskLost",
                null,
                "Its disk, the claim '%s' in the namespace '%s', is not there any more, nor what earlier activities wrote on it."
                        .formatted(claim.name(), claim.namespace()),
                "Submit the workflow as a new run, and look who deletes claims.",
                null));
    }

    static Outcome refused(String cause, String advice) {
        return new Outcome.Refused(
                new Failure(Failure.FailureClass.CONFIGURATION, "Refused", null, cause, advice, null));
    }

    private static String advice(PlannedObject object, ApiAnswer.Refused answer) {
        var message = answer.message();
        if (answer.code() == ApiCall.NOT_FOUND) {
            return "Create the namespace '%s', or name another one in the workflow file.".formatted(object.namespace());
        }
        if (answer.code() == ApiCall.UNPROCESSABLE) {
            return "Correct what is named there in the workflow file, and submit it again.";
        }
        if (answer.code() != ApiCall.FORBIDDEN) {
            return "Look at what the workflow file asks for in this activity, and submit it again.";
        }
        if (message.contains("failed quota")) {
            return "Say in the workflow file how much CPU and memory it needs, since the namespace's quota asks for it.";
        }
        if (message.contains("being terminated")) {
            return "Wait until the namespace '%s' is there again, and resume the run.".formatted(object.namespace());
        }
        if (message.contains("cannot create resource")) {
            return "Give akoflow's dispatcher the right to create these in the namespace '%s', and resume the run."
                    .formatted(object.namespace());
        }
        return "A policy of the cluster forbids what the activity asks for: change that in the workflow file, or talk to"
                + " whoever runs the cluster.";
    }
}
