package io.akoflow.local.runner;

/** The ways in which the one-machine kubelet runs containers. */
public enum RunnerKind {
    /** The real image, with docker or podman. */
    CONTAINER,
    /** A process in user, mount and pid namespaces of its own, disks at their mount paths; images are not used. */
    PROCESS,
    /** A plain process; a disk is only its working directory, and images are not used. */
    PLAIN,
    /** Nothing runs: pods end as their annotations say, or at once. */
    SIMULATE;

    /** As settings and users write it. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
