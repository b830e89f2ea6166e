package io.akoflow.local;

/** What listens on a port, which one if not said, and the option that says another. */
public enum Part {
    GATEWAY("the gateway", 8080, "--port"),
    PLANNER("the planner", 8081, "--planner-port"),
    DISPATCHER("the dispatcher", 8082, "--dispatcher-port"),
    WATCHER("the watcher", 8083, "--watcher-port"),
    KAFKA("Kafka", 9092, "--kafka-port"),
    POSTGRES("PostgreSQL", 5433, "--postgres-port"),
    KUBERNETES("the Kubernetes API", 6444, "--kubernetes-port");

    private final String label;
    private final int usualPort;
    private final String option;

    Part(String label, int usualPort, String option) {
        this.label = label;
        this.usualPort = usualPort;
        this.option = option;
    }

    int usualPort() {
        return usualPort;
    }

    String complaint(int port) {
        return "Expected port %d for %s to be free, but something listens on it. Choose another one with %s."
                .formatted(port, label, option);
    }
}
