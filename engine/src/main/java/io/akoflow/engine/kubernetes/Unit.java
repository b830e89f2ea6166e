package io.akoflow.engine.kubernetes;

import io.akoflow.engine.kubernetes.PlannedObject.Kind;

/** What an attempt is in Kubernetes, which a deployment chooses. */
public enum Unit {
    /** A Job, which makes the pod. */
    JOB(Kind.JOB),
    /** A pod by itself, see {@link BarePod}. */
    POD(Kind.POD);

    private final Kind kind;

    Unit(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
