package io.akoflow.local.kubernetes;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** Starts pods as there are free slots, in the order in which they came, and ends them. */
final class Kubelet {
    private final ObjectStore store;
    private final PodWorker worker;
    private final Executor controllers;
    private final ApiLog log;
    private final int slots;
    private final Map<String, Stored> waiting = new LinkedHashMap<>();
    private final Set<String> busy = new HashSet<>();

    Kubelet(ObjectStore store, PodWorker worker, Executor controllers, ApiLog log, int slots) {
        this.store = store;
        this.worker = worker;
        this.controllers = controllers;
        this.log = log;
        this.slots = slots;
    }

    void note(Change change) {
        if (change.object().type() == ResourceType.PODS) {
            controllers.execute(() -> look(change));
        }
    }

    /** Takes over what a former process has left; on the controllers' thread. */
    void resume() {
        for (var pod : store.list(ResourceType.PODS, "", Selector.EVERYTHING)) {
            if (pod.hasEnded()) {
                if (pod.deleting()) {
                    store.letGo(pod);
                }
            } else if (pod.tree().path("status").hasNonNull("startTime")) {
                busy.add(pod.uid());
                worker.adopt(pod);
                if (pod.deleting()) {
                    worker.stop(pod);
                }
            } else {
                look(new Change(Change.Kind.ADDED, pod, null));
            }
        }
    }

    private void look(Change change) {
        var pod = change.object();
        if (change.kind() == Change.Kind.DELETED) {
            waiting.remove(pod.uid());
            worker.forget(pod);
            free(pod);
        } else if (pod.hasEnded()) {
            if (pod.deleting()) {
                store.letGo(pod);
            }
            free(pod);
        } else if (pod.deleting()) {
            stop(change);
        } else if (change.kind() == Change.Kind.ADDED && !isHeldBack(pod)) {
            waiting.put(pod.uid(), pod);
            fill();
            if (waiting.containsKey(pod.uid())) {
                store.updateIfPresent(
                        pod, tree -> PodStatus.unschedulable(tree, "0/1 nodes are available: 1 Too many pods."));
            }
        }
    }

    private void stop(Change change) {
        var before = change.before();
        var pod = change.object();
        if (waiting.remove(pod.uid()) != null || !busy.contains(pod.uid())) {
            store.letGo(pod);
        } else if (before == null || !before.deleting()) {
            worker.stop(pod);
        }
    }

    private static boolean isHeldBack(Stored pod) {
        return !pod.tree().path("spec").path("schedulingGates").isEmpty();
    }

    private void free(Stored pod) {
        if (busy.remove(pod.uid())) {
            fill();
        }
    }

    private void fill() {
        while (busy.size() < slots && !waiting.isEmpty()) {
            var uid = waiting.keySet().iterator().next();
            var pod = waiting.remove(uid);
            if (pod != null && busy.add(uid)) {
                log.pod("start", pod);
                worker.start(pod);
            }
        }
    }
}
