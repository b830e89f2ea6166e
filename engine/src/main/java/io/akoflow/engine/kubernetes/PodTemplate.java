package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.orAbsent;
import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pod of an attempt. */
final class PodTemplate {

    /** What root in an image needs to write its files, within Pod Security's level baseline. */
    private static final List<String> CAPABILITIES_OF_ROOT = List.of("CHOWN", "DAC_OVERRIDE", "FOWNER");

    private static final String SCRIPT_VOLUME = "script";
    private static final int GRACE_SECONDS = 10;
    private static final int PREFERRED = 100;

    private final AttemptId id;
    private final AttemptSpec spec;
    private final PodSettings settings;
    private final Disks disks;
    private final @Nullable String scriptName;

    /** @param scriptName of the ConfigMap that holds the script; null when it is an argument */
    PodTemplate(AttemptId id, AttemptSpec spec, PodSettings settings, @Nullable String scriptName) {
        this.id = id;
        this.spec = spec;
        this.settings = settings;
        this.disks = new Disks(id, spec);
        this.scriptName = scriptName;
    }

    Map<String, Object> podSpec() {
        var asked = spec.activity().pod();
        var account = asked.serviceAccountName();
        var copy = disks.copyContainer(settings, containerSecurity());
        return tree(
                "restartPolicy", "Never",
                "activeDeadlineSeconds", seconds(spec.activity().timeout()),
                "terminationGracePeriodSeconds", GRACE_SECONDS,
                "automountServiceAccountToken", account != null,
                "enableServiceLinks", false,
                "securityContext", podSecurity(),
                "affinity", affinity(),
                "nodeSelector", orAbsent(spec.activity().nodeSelector()),
                "initContainers", copy == null ? null : List.of(copy),
                "containers", List.of(container()),
                "volumes", volumes(),
                "tolerations", orAbsent(asked.tolerations()),
                "imagePullSecrets",
                        orAbsent(asked.imagePullSecrets().stream()
                                .map(name -> tree("name", name))
                                .toList()),
                "serviceAccountName", account != null ? account : settings.serviceAccount(),
                "priorityClassName", asked.priorityClassName());
    }

    private Map<String, Object> container() {
        return tree(
                "name", JobLabels.CONTAINER,
                "image", spec.activity().image(),
                "command", Commands.of(spec),
                "workingDir", disks.workingFolder(),
                "env", env(),
                "resources", orAbsent(resources(spec.activity().resources())),
                "volumeMounts", mounts(),
                "terminationMessagePolicy", "FallbackToLogsOnError",
                "securityContext", containerSecurity());
    }

    private List<Map<String, Object>> env() {
        Map<String, EnvValue> values = new LinkedHashMap<>();
        values.put("WORKFLOW_NAME", new EnvValue.Literal(spec.workflow()));
        values.put("WORKFLOW_ID", new EnvValue.Literal(Long.toString(spec.number())));
        values.put("ACTIVITY_NAME", new EnvValue.Literal(spec.activity().name()));
        values.put("ACTIVITY_ID", new EnvValue.Literal(Integer.toString(id.activity())));
        values.put("ACTIVITY_MOUNT_PATH", new EnvValue.Literal(spec.mountPath()));
        values.put("AKOFLOW_RUN", new EnvValue.Literal(id.run().value()));
        values.put("AKOFLOW_ATTEMPT", new EnvValue.Literal(Integer.toString(id.attempt())));
        values.putAll(spec.activity().env());
        return values.entrySet().stream()
                .map(entry -> variable(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> variable(String name, EnvValue value) {
        return switch (value) {
            case EnvValue.Literal(var text) -> tree("name", name, "value", Commands.literal(text));
            case EnvValue.FromSecret(var secret, var key) ->
                tree("name", name, "valueFrom", tree("secretKeyRef", tree("name", secret, "key", key)));
        };
    }

    /** What is asked for is also the limit, so that an attempt behaves the same on an empty and on a full node. */
    private static Map<String, Object> resources(Resources resources) {
        Map<String, Object> amounts = new LinkedHashMap<>();
        if (resources.cpuMillis() != null) {
            amounts.put("cpu", resources.cpuMillis() + "m");
        }
        if (resources.memoryBytes() != null) {
            amounts.put("memory", resources.memoryBytes().toString());
        }
        amounts.putAll(resources.other());
        return tree("requests", orAbsent(amounts), "limits", orAbsent(amounts));
    }

    private List<Map<String, Object>> volumes() {
        List<Map<String, Object>> volumes = new ArrayList<>(disks.volumes());
        if (scriptName != null) {
            volumes.add(tree("name", SCRIPT_VOLUME, "configMap", tree("name", scriptName)));
        }
        return List.copyOf(volumes);
    }

    private List<Map<String, Object>> mounts() {
        List<Map<String, Object>> mounts = new ArrayList<>(disks.mounts());
        if (scriptName != null) {
            mounts.add(tree("name", SCRIPT_VOLUME, "mountPath", Commands.SCRIPT_FOLDER, "readOnly", true));
        }
        return List.copyOf(mounts);
    }

    /**
     * A ReadWriteOnce claim keeps its run on one node. Pods that have ended don't count for pod affinity, and a disk
     * that moves to another node costs a minute: hence the preference.
     */
    private @Nullable Map<String, Object> affinity() {
        if (!disks.onOneNode()) {
            return null;
        }
        var together = tree(
                "requiredDuringSchedulingIgnoredDuringExecution",
                List.of(tree(
                        "labelSelector",
                        tree("matchLabels", tree(JobLabels.RUN, id.run().value())),
                        "topologyKey",
                        "kubernetes.io/hostname")));
        return tree("podAffinity", together, "nodeAffinity", lastNode());
    }

    private @Nullable Map<String, Object> lastNode() {
        if (spec.lastNode() == null) {
            return null;
        }
        var node = tree("key", "metadata.name", "operator", "In", "values", List.of(spec.lastNode()));
        return tree(
                "preferredDuringSchedulingIgnoredDuringExecution",
                List.of(tree("weight", PREFERRED, "preference", tree("matchFields", List.of(node)))));
    }

    private Map<String, Object> podSecurity() {
        var user = settings.user();
        return tree(
                "seccompProfile", tree("type", "RuntimeDefault"),
                "runAsUser", user,
                "runAsGroup", user,
                "fsGroup", user,
                "runAsNonRoot", isOrdinary(user) ? true : null);
    }

    private Map<String, Object> containerSecurity() {
        var added = isOrdinary(settings.user()) ? null : CAPABILITIES_OF_ROOT;
        return tree("allowPrivilegeEscalation", false, "capabilities", tree("drop", List.of("ALL"), "add", added));
    }

    private static boolean isOrdinary(@Nullable Long user) {
        return user != null && user != 0;
    }

    private static @Nullable Long seconds(@Nullable Duration timeout) {
        return timeout == null
                ? null
                : Math.max(1, timeout.plusNanos(999_999_999).toSeconds());
    }
}
