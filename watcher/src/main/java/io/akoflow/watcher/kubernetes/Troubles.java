package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.AttemptView.EventView;
import io.akoflow.watcher.WatcherConfig;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Events that tell what no object's status does: why the Job controller makes no pod, and why a node can't mount a
 * disk. They have no labels, so every replica sees all of them, and looks whether they are about its attempts.
 */
@ApplicationScoped
public class Troubles {

    private static final String JOB = "Job";
    private static final String POD = "Pod";
    /** Of kinds of objects, the reasons of events. */
    private static final List<Wanted> WANTED = List.of(
            new Wanted(JOB, "FailedCreate"), new Wanted(POD, "FailedMount"), new Wanted(POD, "FailedAttachVolume"));

    private final KubernetesClient client;
    private final List<String> namespaces;
    private final Attempts attempts;
    private final Map<String, EventView> last = new ConcurrentHashMap<>();
    private final List<Informing<Event>> informers = new ArrayList<>();

    Troubles(KubernetesClient client, WatcherConfig config, Attempts attempts) {
        this.client = client;
        this.namespaces = config.namespaces();
        this.attempts = attempts;
    }

    private record Wanted(String kind, String reason) {}

    void start() {
        for (var namespace : namespaces) {
            for (var wanted : WANTED) {
                var events = client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withField("involvedObject.kind", wanted.kind())
                        .withField("reason", wanted.reason());
                informers.add(Informing.start(
                        wanted.reason() + " events in " + namespace, events, Troubles::cut, new Handler()));
            }
        }
    }

    void stop() {
        informers.forEach(Informing::close);
    }

    /** The last one about the pod of the attempt with that key, or else about its Job; null for none. */
    @Nullable
    EventView about(String key, Attempt attempt) {
        return attempt.pod()
                .map(pod -> last.get(POD + AttemptLabels.key(attempt.place().namespace(), pod.name())))
                .orElseGet(() -> last.get(JOB + AttemptLabels.jobOf(key)));
    }

    private static Event cut(Event event, ObjectMeta metadata) {
        return new EventBuilder()
                .withMetadata(metadata)
                .withReason(event.getReason())
                .withInvolvedObject(event.getInvolvedObject())
                .build();
    }

    private static String keyOf(Event event) {
        var about = event.getInvolvedObject();
        return about.getKind() + AttemptLabels.key(about.getNamespace(), about.getName());
    }

    /** The key of a pod that has no Job, or of a Job itself. */
    private static String nameOf(Event event) {
        var about = event.getInvolvedObject();
        return AttemptLabels.key(about.getNamespace(), about.getName());
    }

    /** A pod is called like its Job, with something random after a hyphen. */
    private static String jobOf(Event event) {
        var about = event.getInvolvedObject();
        var name = about.getName();
        int end = about.getKind().equals(POD) ? name.lastIndexOf('-') : name.length();
        return AttemptLabels.key(about.getNamespace(), name.substring(0, Math.max(0, end)));
    }

    private final class Handler implements ResourceEventHandler<Event> {
        @Override
        public void onAdd(Event event) {
            var view = Views.event(event);
            last.merge(keyOf(event), view, (before, now) -> now.at().isBefore(before.at()) ? before : now);
            for (var key : List.of(jobOf(event), nameOf(event))) {
                attempts.keysOf(key).stream()
                        .filter(each -> attempts.find(each).isPresent())
                        .forEach(attempts::note);
            }
        }

        @Override
        public void onUpdate(Event before, Event now) {
            onAdd(now);
        }

        @Override
        public void onDelete(Event event, boolean unknown) {
            last.remove(keyOf(event));
        }
    }
}
