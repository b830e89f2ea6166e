package io.akoflow.engine.draft;

import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An activity of a {@link Draft}: its keys, of which those that are not set are not written. */
public final class DraftActivity {

    private static final long MEBIBYTE = 1L << 20;
    private static final int MILLIS = 3;

    private final String name;
    private final Node origin;
    private final Map<String, Object> rest = new LinkedHashMap<>();
    private final Set<String> dependsOn = new LinkedHashSet<>();

    /**
     * One without keys.
     *
     * @param origin what it is made from, where problems with it are told
     */
    public DraftActivity(String name, Node origin) {
        this.name = name;
        this.origin = origin;
    }

    public String name() {
        return name;
    }

    /** What it is made from. */
    public Node origin() {
        return origin;
    }

    public DraftActivity image(@Nullable String image) {
        return put("image", image);
    }

    /** A command for the workflow's shell. */
    public DraftActivity run(String command) {
        return put("run", command);
    }

    /** A program with its arguments, without a shell. */
    public DraftActivity command(List<String> words) {
        return put("command", List.copyOf(words));
    }

    /** Once for each, however often it is said. */
    public DraftActivity dependsOn(String activity) {
        dependsOn.add(activity);
        return this;
    }

    /** The names of activities that it depends on. */
    public Set<String> dependencies() {
        return Collections.unmodifiableSet(dependsOn);
    }

    public boolean isAfter(String activity) {
        return dependsOn.contains(activity);
    }

    /** No limit when it is null or nothing. */
    public DraftActivity cpu(@Nullable BigDecimal cores) {
        return put("cpuLimit", cores == null || cores.signum() <= 0 ? null : plain(cores));
    }

    /** As Kubernetes writes it. */
    public DraftActivity cpu(String quantity) {
        return put("cpuLimit", quantity);
    }

    /** As Kubernetes writes it. */
    public DraftActivity memory(String quantity) {
        return put("memoryLimit", quantity);
    }

    /** Rounded up to mebibytes; no limit when there are none. */
    public DraftActivity memory(long bytes) {
        return put("memoryLimit", bytes <= 0 ? null : Math.ceilDiv(bytes, MEBIBYTE) + "Mi");
    }

    public DraftActivity resource(String resource, String amount) {
        return entry("resources", resource, amount);
    }

    public DraftActivity env(String variable, String value) {
        return entry("env", variable, value);
    }

    /** A variable whose value is in a Secret. */
    public DraftActivity secret(String variable, String secret, String key) {
        return entry("env", variable, Map.of("secret", secret, "key", key));
    }

    /** A label of the nodes on which it may run. */
    public DraftActivity node(String label, String value) {
        return entry("nodeSelector", label, value);
    }

    public DraftActivity timeout(@Nullable BigDecimal seconds) {
        return put("timeout", seconds == null ? null : plain(seconds) + "s");
    }

    /** A toleration as in a pod, beside others. */
    @SuppressWarnings("unchecked") // only lists are where tolerations are put
    public DraftActivity tolerate(Map<String, ?> toleration) {
        var pod = (Map<String, Object>) rest.computeIfAbsent("pod", _ -> new LinkedHashMap<String, Object>());
        ((List<Object>) pod.computeIfAbsent("tolerations", _ -> new ArrayList<>()))
                .add(new LinkedHashMap<>(toleration));
        return this;
    }

    /** As workflow files have it. */
    public DraftActivity timeout(String duration) {
        return put("timeout", duration);
    }

    /** How long it is expected to run. */
    public DraftActivity expected(@Nullable BigDecimal seconds) {
        return put("expected", seconds == null ? null : plain(seconds) + "s");
    }

    public DraftActivity attempts(int attempts) {
        return attempts > 1 ? put("retry", Map.of("attempts", attempts)) : this;
    }

    /** Keys of {@code retry} as workflow files have them. */
    public DraftActivity retry(Map<String, ?> keys) {
        return put("retry", keys.isEmpty() ? null : new LinkedHashMap<>(keys));
    }

    public DraftActivity inputs(List<DraftFile> files) {
        return files("inputs", files);
    }

    public DraftActivity outputs(List<DraftFile> files) {
        return files("outputs", files);
    }

    private DraftActivity files(String key, List<DraftFile> files) {
        return put(
                key,
                files.isEmpty() ? null : files.stream().map(DraftFile::keys).toList());
    }

    private static String plain(BigDecimal number) {
        var rounded = number.setScale(MILLIS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private DraftActivity put(String key, @Nullable Object value) {
        if (value != null) {
            rest.put(key, value);
        }
        return this;
    }

    @SuppressWarnings("unchecked") // only maps are where entries are put
    private DraftActivity entry(String key, String name, Object value) {
        ((Map<String, Object>) rest.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>())).put(name, value);
        return this;
    }

    Map<String, Object> keys() {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("name", name);
        keys.putAll(rest);
        if (!dependsOn.isEmpty()) {
            keys.put("dependsOn", new ArrayList<>(dependsOn));
        }
        return keys;
    }
}
