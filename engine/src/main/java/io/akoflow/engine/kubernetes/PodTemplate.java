package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.orAbsent;
import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pod of an attempt, or of several that share it; what they have in common is the first one's. */
final class PodTemplate {

    static final String SCRIPT_VOLUME = "script";

    private static final int GRACE_SECONDS = 10;
    private static final int PREFERRED = 100;

    private final AttemptId id;
    private final AttemptSpec spec;
    private final PodSettings settings;
    private final Volumes volumes = new Volumes();
    private final List<ContainerTemplate> containers;
    private final @Nullable String scriptName;

    /** @param scriptName of the ConfigMap that holds the first one's script; null when it is an argument */
    PodTemplate(List<Occupant> occupants, PodSettings settings, @Nullable String scriptName) {
        this.id = occupants.getFirst().id();
        this.spec = occupants.getFirst().spec();
        this.settings = settings;
        this.containers = occupants.stream()
                .map(it -> new ContainerTemplate(it, volumes, settings))
                .toList();
        this.scriptName = scriptName;
    }

    Map<String, Object> podSpec() {
        var asked = spec.activity().pod();
        var account = asked.serviceAccountName();
        return tree(
                "restartPolicy", "Never",
                "activeDeadlineSeconds", seconds(spec.activity().timeout()),
                "terminationGracePeriodSeconds", GRACE_SECONDS,
                "automountServiceAccountToken", account != null,
                "enableServiceLinks", false,
                "securityContext", podSecurity(),
                "affinity", affinity(),
                "nodeSelector", orAbsent(spec.activity().nodeSelector()),
                "initContainers", orAbsent(copies()),
                "containers", commands(),
                "volumes", volumes(),
                "tolerations", orAbsent(asked.tolerations()),
                "imagePullSecrets",
                        orAbsent(asked.imagePullSecrets().stream()
                                .map(name -> tree("name", name))
                                .toList()),
                "serviceAccountName", account != null ? account : settings.serviceAccount(),
                "priorityClassName", asked.priorityClassName());
    }

    private List<Map<String, Object>> copies() {
        return containers.stream().flatMap(it -> Stream.ofNullable(it.copy())).toList();
    }

    private List<Map<String, Object>> commands() {
        var first = containers.getFirst();
        return containers.stream()
                .map(it -> it.command(scriptName != null && it == first))
                .toList();
    }

    private List<Map<String, Object>> volumes() {
        List<Map<String, Object>> all = new ArrayList<>(volumes.trees());
        if (scriptName != null) {
            all.add(tree("name", SCRIPT_VOLUME, "configMap", tree("name", scriptName)));
        }
        return List.copyOf(all);
    }

    /**
     * A ReadWriteOnce claim keeps its run on one node. Pods that have ended don't count for pod affinity, and a disk
     * that moves to another node costs a minute: hence the preference.
     */
    private @Nullable Map<String, Object> affinity() {
        if (!containers.getFirst().disks().onOneNode()) {
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

    static boolean isOrdinary(@Nullable Long user) {
        return user != null && user != 0;
    }

    private static @Nullable Long seconds(@Nullable Duration timeout) {
        return timeout == null
                ? null
                : Math.max(1, timeout.plusNanos(999_999_999).toSeconds());
    }
}
