package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.Command;
import io.akoflow.contract.Failure;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes objects an attempt needs. The same attempt always needs the same ones, by the same names.
 *
 * @param job the place of the Job, or of the pod that stands in for it
 * @param objects in the order in which they have to be created, the Job or pod last
 */
public record JobPlan(JobRef job, List<PlannedObject> objects) {

    private static final int MOST_SHOWN = 100;

    public JobPlan {
        objects = List.copyOf(objects);
    }

    /** An object that an attempt may have left. */
    public record Leftover(Kind kind, String namespace, String name) {}

    /** The plan of what {@code ready} is about. */
    public static JobPlan of(ActivityReady ready, PodSettings settings) {
        return of(Occupant.of(ready), settings);
    }

    /** The plan of attempt {@code id} at {@code spec}, which has a pod to itself. */
    public static JobPlan of(AttemptId id, AttemptSpec spec, PodSettings settings) {
        return of(List.of(Occupant.alone(id, spec)), settings);
    }

    private static JobPlan of(List<Occupant> occupants, PodSettings settings) {
        var lead = occupants.getFirst();
        var spec = lead.spec();
        var job = place(lead.id(), spec, settings);
        var script = hasScript(spec.activity()) ? job.name() : null;
        var writer = new Writer(occupants, lead, settings, job);
        List<PlannedObject> objects = new ArrayList<>(writer.claims());
        if (script != null) {
            objects.add(writer.script(script));
        }
        objects.add(writer.unit(script));
        return new JobPlan(job, objects);
    }

    /** Where the Job of what {@code ready} is about is, or the pod that stands in for it. */
    public static JobRef place(ActivityReady ready, PodSettings settings) {
        return place(ready.attemptId(), ready.spec(), settings);
    }

    private static JobRef place(AttemptId lead, AttemptSpec spec, PodSettings settings) {
        var namespace = spec.namespace() == null ? settings.workNamespace() : spec.namespace();
        return new JobRef(namespace, KubernetesNames.job(lead, spec.activity().name()));
    }

    /** Why there can't be a plan of what {@code ready} is about; empty when there can be. */
    public static Optional<Failure> refusal(ActivityReady ready, PodSettings settings) {
        int disks = disks(Occupant.of(ready));
        if (disks <= settings.mostDisks()) {
            return Optional.empty();
        }
        var spec = ready.spec();
        var who = ready.others().isEmpty()
                ? "'%s' needs %d: its own and one of each activity it depends on"
                : "'%s' and those that share its pod need %d";
        return Optional.of(new Failure(
                Failure.FailureClass.CONFIGURATION,
                "TooManyDisks",
                null,
                "Expected at most %d disks in one pod, but %s"
                        .formatted(
                                settings.mostDisks(),
                                who.formatted(spec.activity().name(), disks)),
                "Use the storage policy 'shared' or 'distributed', or collect files in steps.",
                null));
    }

    private static int disks(List<Occupant> occupants) {
        var volumes = new Volumes();
        occupants.forEach(it -> new Disks(it, volumes));
        return volumes.size();
    }

    /** Whether an attempt reads what others wrote on its disk, so that a new one would not do. */
    public static boolean needsUsedDisk(ActivityReady ready) {
        return Occupant.of(ready).stream().anyMatch(it -> needsUsedDisk(it.spec()));
    }

    private static boolean needsUsedDisk(AttemptSpec spec) {
        return spec.storage().type() != StoragePolicy.Type.STANDALONE
                && !spec.activity().dependsOn().isEmpty();
    }

    /**
     * What to delete when the attempt at {@code job} is released; some of it may never have been there.
     *
     * @param kind what the attempt is
     * @param script as {@link #hasScript} says
     */
    public static List<Leftover> leftovers(JobRef job, Kind kind, boolean script) {
        var ofJob = new Leftover(kind, job.namespace(), job.name());
        return script ? List.of(ofJob, new Leftover(Kind.SCRIPT, job.namespace(), job.name())) : List.of(ofJob);
    }

    /** Whether the plan of an attempt at {@code activity} has an object for its script, beside the Job. */
    public static boolean hasScript(Activity activity) {
        return Commands.needsFile(activity.command());
    }

    /**
     * Writes the objects of one pod.
     *
     * @param lead by which the Job or pod is named
     */
    private record Writer(List<Occupant> occupants, Occupant lead, PodSettings settings, JobRef job) {

        /** Those who share a pod may share a claim, too. */
        List<PlannedObject> claims() {
            Map<String, PlannedObject> claims = new LinkedHashMap<>();
            occupants.stream().map(this::claim).forEach(it -> claims.putIfAbsent(it.name(), it));
            return List.copyOf(claims.values());
        }

        private PlannedObject claim(Occupant occupant) {
            var disks = new Disks(occupant, new Volumes());
            var labels = runLabels();
            Map<String, Object> annotations = tree(JobLabels.WORKFLOW, spec().workflow());
            if (disks.ofActivity()) {
                labels.put(JobLabels.ACTIVITY, Integer.toString(occupant.id().activity()));
                annotations.put(
                        JobLabels.ACTIVITY_NAME, occupant.spec().activity().name());
            }
            var metadata = metadata(disks.claimName(), labels, annotations);
            return object(Kind.CLAIM, disks.claimName(), tree("metadata", metadata, "spec", disks.claimSpec(settings)));
        }

        PlannedObject script(String name) {
            var text = spec().activity().command() instanceof Command.Script(var script) ? script : "";
            var metadata = metadata(name, attemptLabels(), names());
            return object(Kind.SCRIPT, name, tree("metadata", metadata, "data", tree(Commands.SCRIPT_FILE, text)));
        }

        PlannedObject unit(@Nullable String script) {
            return switch (settings.unit()) {
                case JOB -> job(script);
                case POD -> pod(script);
            };
        }

        private PlannedObject pod(@Nullable String script) {
            var metadata = metadata(job.name(), queueLabels(), podAnnotations());
            metadata.put("finalizers", List.of(BarePod.FINALIZER));
            var podSpec = new PodTemplate(occupants, settings, script).podSpec();
            return object(Kind.POD, job.name(), tree("metadata", metadata, "spec", podSpec));
        }

        private PlannedObject job(@Nullable String script) {
            var template = tree(
                    "metadata", tree("labels", attemptLabels(), "annotations", podAnnotations()),
                    "spec", new PodTemplate(occupants, settings, script).podSpec());
            var jobSpec = tree("backoffLimit", 0, "podReplacementPolicy", "Failed", "template", template);
            return object(
                    Kind.JOB,
                    job.name(),
                    tree("metadata", metadata(job.name(), queueLabels(), names()), "spec", jobSpec));
        }

        private AttemptSpec spec() {
            return lead.spec();
        }

        private Map<String, Object> names() {
            var pack = new Pack(occupants.stream().map(Occupant::id).toList());
            return tree(
                    JobLabels.ACTIVITY_NAME, spec().activity().name(),
                    JobLabels.WORKFLOW, spec().workflow(),
                    JobLabels.MEMBERS, pack.members().orElse(null),
                    JobLabels.MEMBER_NAMES, pack.isShared() ? memberNames() : null);
        }

        /** The beginnings of their names: all annotations together may have 256 KiB. */
        private String memberNames() {
            return occupants.stream()
                    .map(it -> it.spec().activity().name())
                    .map(name -> name.substring(0, name.offsetByCodePoints(0, shown(name))))
                    .collect(Collectors.joining("\n"));
        }

        private static int shown(String name) {
            return Math.min(MOST_SHOWN, name.codePointCount(0, name.length()));
        }

        private Map<String, Object> podAnnotations() {
            var annotations = names();
            annotations.put("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
            annotations.put("karpenter.sh/do-not-disrupt", "true");
            annotations.putAll(settings.annotations());
            return annotations;
        }

        private Map<String, Object> runLabels() {
            return JobLabels.of(lead.id().run(), settings.shards());
        }

        private Map<String, Object> attemptLabels() {
            return JobLabels.of(lead.id(), settings.shards());
        }

        private Map<String, Object> queueLabels() {
            var labels = attemptLabels();
            if (settings.queue() != null) {
                labels.put("kueue.x-k8s.io/queue-name", settings.queue());
            }
            return labels;
        }

        private Map<String, Object> metadata(String name, Map<String, Object> labels, Map<String, Object> annotations) {
            return tree("name", name, "namespace", job.namespace(), "labels", labels, "annotations", annotations);
        }

        private PlannedObject object(Kind kind, String name, Map<String, Object> content) {
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("apiVersion", kind.apiVersion());
            whole.put("kind", kind.kindName());
            whole.putAll(content);
            return new PlannedObject(kind, job.namespace(), name, whole);
        }
    }
}
