package io.akoflow.engine.workflow;

/** Where activities can run. */
final class Runtimes {

    private static final String KUBERNETES = "k8s";

    private Runtimes() {}

    /** Reads {@code runtime}, of which there is but one. */
    static void check(Fields fields, Problems problems) {
        fields.textUnlessEmpty("runtime")
                .filter(text -> !text.text().startsWith(KUBERNETES))
                .ifPresent(text -> problems.error(
                        text,
                        "Expected 'runtime' to be 'k8s' or a name that begins with it, which is Kubernetes and the only one"
                                + " supported, but it is %s",
                        Shown.node(text)));
    }
}
