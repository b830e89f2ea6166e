package io.akoflow.local;

/** One of the replicas of a service, counted from 1. */
record Replica(Service service, int number) {

    /** What its log, its settings and messages to people call it: the only one is called as its service is. */
    String label() {
        return service.label() + suffix();
    }

    /** Tells it from the others of its service, and is the same after a restart. */
    String identity() {
        return "local" + suffix();
    }

    private String suffix() {
        return number == 1 ? "" : "-" + number;
    }
}
