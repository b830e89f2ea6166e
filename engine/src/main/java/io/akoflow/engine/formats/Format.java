package io.akoflow.engine.formats;

import io.akoflow.engine.yaml.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose workflow files can be imported. */
public enum Format {
    /** An instance of WfCommons. */
    WFFORMAT,
    /** An abstract workflow of Pegasus 5. */
    PEGASUS,
    /** A graph of HyperFlow. */
    HYPERFLOW,
    /** A Workflow of Argo. */
    ARGO;

    private static final String ARGO_API = "argoproj.io/";
    private static final List<String> MARKS = List.of("schemaVersion", "pegasus", "processes", "tasks", ARGO_API);

    /** As users write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them as users write them, with commas. */
    public static String names() {
        return Arrays.stream(values()).map(Format::text).collect(Collectors.joining(", "));
    }

    /** The one that {@code text} names. */
    public static Optional<Format> named(String text) {
        for (var format : values()) {
            if (format.text().equals(text)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The one that {@code file} is in, by keys that no other has; empty for one of our own files, or of nobody's. */
    public static Optional<Format> of(Node.Mapping file) {
        var keys = keys(file);
        if (keys.contains("schemaVersion") && keys.contains("workflow")) {
            return Optional.of(WFFORMAT);
        }
        if (keys.contains("pegasus") && keys.contains("jobs")) {
            return Optional.of(PEGASUS);
        }
        boolean hasProcesses = keys.contains("processes") || keys.contains("tasks");
        if (hasProcesses && (keys.contains("signals") || keys.contains("data"))) {
            return Optional.of(HYPERFLOW);
        }
        return file.entries().stream().anyMatch(Format::isArgo) ? Optional.of(ARGO) : Optional.empty();
    }

    /** Whether it is worth the time to look; most files are our own, and large ones take long to read. */
    static boolean mayBe(String text) {
        return MARKS.stream().anyMatch(text::contains);
    }

    private static boolean isArgo(Node.Entry entry) {
        return entry.key() instanceof Node.Scalar key
                && key.text().equals("apiVersion")
                && entry.value() instanceof Node.Scalar version
                && version.text().startsWith(ARGO_API);
    }

    private static Set<String> keys(Node.Mapping file) {
        return file.entries().stream()
                .map(Node.Entry::key)
                .filter(Node.Scalar.class::isInstance)
                .map(key -> ((Node.Scalar) key).text())
                .collect(Collectors.toSet());
    }
}
