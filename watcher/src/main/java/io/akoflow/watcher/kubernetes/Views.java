package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.AttemptView.EventView;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.JobView;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.engine.kubernetes.PodView.ConditionView;
import io.akoflow.engine.kubernetes.Tombstone;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts objects of Kubernetes down to what a reading needs, since there may be tens of thousands of them. */
final class Views {

    private static final Set<String> CONDITIONS = Set.of("PodScheduled", "DisruptionTarget");
    private static final int LONGEST_TEXT = 4096;

    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"b","labels":{"c":"d"},
             "ownerReferences":[{"kind":"Job","name":"a"}]},
             "spec":{"containers":[{"name":"activity","resources":{"limits":{"memory":"1Gi"}},
               "env":[{"name":"e","value":"f"}],"volumeMounts":[{"name":"g","mountPath":"/h"}]}],
               "volumes":[{"name":"g","persistentVolumeClaim":{"claimName":"i"}}]},
             "status":{"phase":"Failed","conditions":[{"type":"PodScheduled","status":"True"}],
               "containerStatuses":[{"name":"activity","state":{"terminated":{"exitCode":1,
                 "startedAt":"2026-01-01T00:00:00Z","finishedAt":"2026-01-01T00:00:01Z"}}}]}}
            """;
    private static final String JOB = """
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a","namespace":"b"},
             "spec":{"template":{"spec":{"containers":[{"name":"activity"}]}}},
             "status":{"conditions":[{"type":"Complete","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}
            """;

    private Views() {}

    /** Learning to read its first pod takes the JVM so long that the first activity would be seen late. */
    static void warmUp(KubernetesSerialization serialization) {
        pod(serialization.unmarshal(POD, Pod.class));
        job(serialization.unmarshal(JOB, Job.class));
    }

    static PodView pod(Pod pod) {
        var metadata = pod.getMetadata();
        var status = pod.getStatus();
        var node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
        if (status == null) {
            return new PodView(
                    metadata.getUid(), metadata.getName(), node, false, null, null, null, null, List.of(), List.of());
        }
        List<ContainerView> containers = new ArrayList<>();
        status.getInitContainerStatuses().forEach(each -> containers.add(container(each, pod, true)));
        status.getContainerStatuses().forEach(each -> containers.add(container(each, pod, false)));
        var conditions = status.getConditions().stream()
                .filter(each -> CONDITIONS.contains(each.getType()))
                .map(Views::condition)
                .toList();
        return new PodView(
                metadata.getUid(),
                metadata.getName(),
                node,
                false,
                deletionAskedAt(metadata),
                status.getPhase(),
                status.getReason(),
                text(status.getMessage()),
                conditions,
                containers);
    }

    static BarePod barePod(Pod pod) {
        var metadata = pod.getMetadata();
        var annotations = metadata.getAnnotations();
        boolean withdrawn = annotations != null && annotations.containsKey(BarePod.WITHDRAWN);
        return BarePod.of(pod(pod), metadata.getDeletionGracePeriodSeconds(), withdrawn);
    }

    static JobView job(Job job) {
        var over = Stream.ofNullable(job.getStatus())
                .flatMap(status -> status.getConditions().stream())
                .flatMap(condition -> state(condition).stream())
                .findFirst();
        var deleted = job.getMetadata().getDeletionTimestamp() != null;
        return over.map(it -> isTombstone(job) ? it.withdrawn() : it)
                .filter(it -> !deleted || it.state() != JobView.State.SUSPENDED)
                .orElseGet(() -> new JobView(deleted ? JobView.State.GONE : JobView.State.ACTIVE, null, null, null));
    }

    private static boolean isTombstone(Job job) {
        var limit = job.getSpec() == null ? null : job.getSpec().getActiveDeadlineSeconds();
        return limit != null && Tombstone.isOne(limit);
    }

    static EventView event(Event event) {
        var at = Stream.of(
                        event.getLastTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getMetadata().getCreationTimestamp())
                .flatMap(time -> Optional.ofNullable(instant(time)).stream())
                .findFirst()
                .orElse(Instant.EPOCH);
        var message = text(event.getMessage());
        return new EventView(event.getReason(), message == null ? "" : message, at);
    }

    private static Optional<JobView> state(JobCondition condition) {
        if (!"True".equals(condition.getStatus())) {
            return Optional.empty();
        }
        var state = switch (condition.getType()) {
            case "Complete" -> JobView.State.COMPLETE;
            case "Failed" -> JobView.State.FAILED;
            case "Suspended" -> JobView.State.SUSPENDED;
            default -> null;
        };
        return state == null
                ? Optional.empty()
                : Optional.of(new JobView(
                        state,
                        condition.getReason(),
                        text(condition.getMessage()),
                        instant(condition.getLastTransitionTime())));
    }

    private static ConditionView condition(PodCondition condition) {
        return new ConditionView(
                condition.getType(),
                "True".equals(condition.getStatus()),
                condition.getReason(),
                text(condition.getMessage()),
                instant(condition.getLastTransitionTime()));
    }

    private static ContainerView container(ContainerStatus status, Pod pod, boolean init) {
        var specs = init ? pod.getSpec().getInitContainers() : pod.getSpec().getContainers();
        var limited = specs.stream()
                .filter(spec -> spec.getName().equals(status.getName()))
                .anyMatch(spec -> spec.getResources() != null
                        && spec.getResources().getLimits() != null
                        && spec.getResources().getLimits().containsKey("memory"));
        var imageId = status.getImageID();
        return new ContainerView(
                status.getName(),
                init,
                limited,
                imageId == null || imageId.isEmpty() ? null : imageId,
                state(status.getState()));
    }

    private static ContainerView.State state(@Nullable ContainerState state) {
        if (state != null && state.getTerminated() != null) {
            var ended = state.getTerminated();
            return new ContainerView.Terminated(
                    ended.getExitCode() == null ? -1 : ended.getExitCode(),
                    ended.getReason(),
                    text(ended.getMessage()),
                    instant(ended.getStartedAt()),
                    instant(ended.getFinishedAt()));
        }
        if (state != null && state.getRunning() != null) {
            var startedAt = instant(state.getRunning().getStartedAt());
            return new ContainerView.Running(startedAt == null ? Instant.EPOCH : startedAt);
        }
        var waiting = state == null ? null : state.getWaiting();
        return waiting == null
                ? new ContainerView.Waiting(null, null)
                : new ContainerView.Waiting(waiting.getReason(), text(waiting.getMessage()));
    }

    private static @Nullable Instant deletionAskedAt(ObjectMeta metadata) {
        var at = instant(metadata.getDeletionTimestamp());
        var grace = metadata.getDeletionGracePeriodSeconds();
        return at == null || grace == null ? at : at.minusSeconds(grace);
    }

    /** The beginning of 1970 is what a kubelet writes for never. */
    private static @Nullable Instant instant(@Nullable String time) {
        if (time == null || time.isEmpty()) {
            return null;
        }
        var at = Instant.parse(time);
        return at.equals(Instant.EPOCH) ? null : at;
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(text.length() - LONGEST_TEXT);
    }
}
