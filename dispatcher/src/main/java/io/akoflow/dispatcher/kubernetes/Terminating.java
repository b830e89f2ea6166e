package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;

/** Whether what somebody has deleted will go, so that its name is free after a while. */
final class Terminating {

    private Terminating() {}

    /** A pod that stands for an attempt stays until that is released. */
    static boolean goes(Kind kind, JsonNode present) {
        return present.path("metadata").hasNonNull("deletionTimestamp") && !(kind == Kind.POD && isKept(present));
    }

    private static boolean isKept(JsonNode pod) {
        for (var finalizer : pod.path("metadata").path("finalizers")) {
            if (finalizer.asText().equals(BarePod.FINALIZER)) {
                return true;
            }
        }
        return false;
    }
}
