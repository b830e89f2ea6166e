package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.orAbsent;
import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The containers of an attempt in its pod, or in the one that it shares. */
final class ContainerTemplate {

    /** What root in an image needs to write its files, within Pod Security's level baseline. */
    private static final List<String> CAPABILITIES_OF_ROOT = List.of("CHOWN", "DAC_OVERRIDE", "FOWNER");

    private final AttemptId id;
    private final AttemptSpec spec;
    private final Seat seat;
    private final PodSettings settings;
    private final Disks disks;

    ContainerTemplate(Occupant occupant, Volumes volumes, PodSettings settings) {
        this.id = occupant.id();
        this.spec = occupant.spec();
        this.seat = occupant.seat();
        this.settings = settings;
        this.disks = new Disks(occupant, volumes);
    }

    Disks disks() {
        return disks;
    }

    /** Null when there is nothing to copy. */
    @Nullable
    Map<String, Object> copy() {
        return disks.copyContainer(settings, security());
    }

    /** @param hasScript whether the script is an object beside the Job, and not an argument */
    Map<String, Object> command(boolean hasScript) {
        return tree(
                "name", seat.container(JobLabels.CONTAINER),
                "image", spec.activity().image(),
                "command", Commands.of(spec),
                "workingDir", disks.workingFolder(),
                "env", env(),
                "resources", orAbsent(resources(spec.activity().resources())),
                "volumeMounts", mounts(hasScript),
                "terminationMessagePolicy", "FallbackToLogsOnError",
                "securityContext", security());
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

    private List<Map<String, Object>> mounts(boolean hasScript) {
        List<Map<String, Object>> mounts = new ArrayList<>(disks.mounts());
        if (hasScript) {
            mounts.add(tree("name", PodTemplate.SCRIPT_VOLUME, "mountPath", Commands.SCRIPT_FOLDER, "readOnly", true));
        }
        return List.copyOf(mounts);
    }

    private Map<String, Object> security() {
        var added = PodTemplate.isOrdinary(settings.user()) ? null : CAPABILITIES_OF_ROOT;
        return tree("allowPrivilegeEscalation", false, "capabilities", tree("drop", List.of("ALL"), "add", added));
    }
}
