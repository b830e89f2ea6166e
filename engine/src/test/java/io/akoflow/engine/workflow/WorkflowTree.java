package io.akoflow.engine.workflow;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Packing;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A workflow as the mappings, lists, texts and numbers of a file, in any of the ways in which one can say it. */
final class WorkflowTree {

    private final Workflow workflow;
    private final Random random;
    private final Activity first;

    WorkflowTree(Workflow workflow, Random random) {
        this.workflow = workflow;
        this.random = random;
        this.first = workflow.activities().getFirst();
    }

    Map<String, Object> file() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("image", first.image());
        spec.put("retry", retry(first.retry()));
        putUnless(random.nextBoolean() && workflow.namespace() == null, spec, "namespace", namespace());
        putUnless(isDefault(workflow.storage()), spec, "storagePolicy", storage());
        putUnless(workflow.mountPath().equals("/data"), spec, "mountPath", workflow.mountPath() + one("", "/"));
        putUnless(workflow.shell().equals(List.of("/bin/sh", "-ec")), spec, "shell", workflow.shell());
        putUnless(workflow.parallelism() == null, spec, "parallelism", workflow.parallelism());
        putUnless(
                workflow.onFailure() == Workflow.OnFailure.FINISH,
                spec,
                "onFailure",
                workflow.onFailure().name().toLowerCase(Locale.ROOT));
        putUnless(workflow.timeout() == null, spec, "timeout", duration(workflow.timeout()));
        putUnless(workflow.packing() == null, spec, "packing", packing());
        spec.put(
                "activities", workflow.activities().stream().map(this::activity).toList());
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", workflow.name());
        file.put("spec", spec);
        return file;
    }

    private Object packing() {
        var packing = workflow.packing();
        if (packing == null || packing.rules().isEmpty()) {
            return "auto";
        }
        List<Object> items =
                new ArrayList<>(packing.rules().stream().map(this::rule).toList());
        if (packing.auto()) {
            items.add(random.nextInt(items.size() + 1), "auto");
        }
        return items;
    }

    private Map<String, Object> rule(Packing.Rule rule) {
        return Map.of("match", rule.match(), "size", rule.size(), "wait", duration(rule.waits()));
    }

    private String namespace() {
        return workflow.namespace() == null ? "akoflow" : workflow.namespace();
    }

    private static boolean isDefault(StoragePolicy storage) {
        return storage.equals(new StoragePolicy(StoragePolicy.Type.SHARED, null, "1Gi", StoragePolicy.Retain.ALWAYS));
    }

    private Map<String, Object> storage() {
        var storage = workflow.storage();
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("storageSize", storage.size());
        policy.put("type", storage.type().name().toLowerCase(Locale.ROOT));
        putUnless(storage.storageClassName() == null, policy, "storageClassName", storage.storageClassName());
        policy.put(
                "retain",
                switch (storage.retain()) {
                    case ALWAYS -> "always";
                    case ON_FAILURE -> "onFailure";
                    case NEVER -> "never";
                });
        return policy;
    }

    private Map<String, Object> activity(Activity activity) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", activity.name());
        switch (activity.command()) {
            case Command.Script(var script) -> tree.put("run", script);
            case Command.Program(var program) -> tree.put("command", program);
        }
        putUnless(activity.image().equals(first.image()), tree, "image", activity.image());
        putUnless(activity.retry().equals(first.retry()), tree, "retry", retry(activity.retry()));
        var parents = activity.dependsOn().stream()
                .map(parent -> workflow.activities().get(parent).name())
                .toList();
        putUnless(parents.isEmpty() && random.nextBoolean(), tree, "dependsOn", parents);
        resources(activity.resources(), tree);
        putUnless(activity.env().isEmpty(), tree, "env", env(activity.env()));
        putUnless(activity.timeout() == null, tree, "timeout", duration(activity.timeout()));
        putUnless(activity.nodeSelector().isEmpty(), tree, "nodeSelector", selector(activity.nodeSelector()));
        putUnless(!activity.keepDisk() && random.nextBoolean(), tree, "keepDisk", activity.keepDisk());
        putUnless(activity.pod().equals(PodOptions.NONE), tree, "pod", pod(activity.pod()));
        return tree;
    }

    private void resources(Resources resources, Map<String, Object> tree) {
        var cpu = resources.cpuMillis();
        if (cpu != null) {
            tree.put("cpuLimit", random.nextBoolean() ? cpu + "m" : BigDecimal.valueOf(cpu, 3));
        }
        var memory = resources.memoryBytes();
        if (memory != null) {
            boolean isKibi = memory % 1024 == 0 && random.nextBoolean();
            tree.put("memoryLimit", isKibi ? memory / 1024 + "Ki" : memory);
        }
        putUnless(resources.other().isEmpty(), tree, "resources", resources.other());
    }

    private Map<String, Object> retry(RetryPolicy retry) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("maxBackoff", duration(retry.maxBackoff()));
        tree.put("attempts", retry.attempts());
        tree.put("backoff", duration(retry.backoff()));
        tree.put("memoryFactor", BigDecimal.valueOf(retry.memoryFactor()));
        return tree;
    }

    private static Map<String, Object> env(Map<String, EnvValue> env) {
        Map<String, Object> tree = new LinkedHashMap<>();
        env.forEach((name, value) -> tree.put(
                name,
                switch (value) {
                    case EnvValue.Literal(var text) -> text;
                    case EnvValue.FromSecret(var secret, var key) -> Map.of("secret", secret, "key", key);
                }));
        return tree;
    }

    private Object selector(Map<String, String> selector) {
        if (selector.size() != 1 || random.nextBoolean()) {
            return selector;
        }
        var label = selector.entrySet().iterator().next();
        return label.getKey() + "=" + label.getValue();
    }

    private Map<String, Object> pod(PodOptions pod) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("tolerations", pod.tolerations());
        putUnless(pod.imagePullSecrets().isEmpty(), tree, "imagePullSecrets", pod.imagePullSecrets());
        putUnless(pod.serviceAccountName() == null, tree, "serviceAccountName", pod.serviceAccountName());
        putUnless(pod.priorityClassName() == null, tree, "priorityClassName", pod.priorityClassName());
        return tree;
    }

    private String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        return switch (random.nextInt(3)) {
            case 0 -> duration.toMillis() + "ms";
            case 1 -> BigDecimal.valueOf(duration.toMillis(), 3).toPlainString() + "s";
            default ->
                duration.toDays() + "d" + duration.toHoursPart() + "h" + duration.toMinutesPart() + "m"
                        + duration.toSecondsPart() + "s" + duration.toMillisPart() + "ms";
        };
    }

    private String one(String a, String b) {
        return random.nextBoolean() ? a : b;
    }

    private static void putUnless(boolean isAbsent, Map<String, Object> tree, String key, @Nullable Object value) {
        if (!isAbsent && value != null) {
            tree.put(key, value);
        }
    }
}
