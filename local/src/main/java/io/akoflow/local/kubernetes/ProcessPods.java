package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.local.runner.Runner;
import io.akoflow.local.runner.Supervised;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pods as processes, with a folder each: {@code pods/<uid>/<container>/} has what {@link Supervised} keeps there. A
 * watchdog that wants to end all of them finds the process groups in {@code pods/*}{@code /*}{@code /group}.
 */
final class ProcessPods implements PodWorker {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final long DEFAULT_GRACE_SECONDS = 30;

    private final ObjectStore store;
    private final ControllersThread controllers;
    private final Claims claims;
    private final Runner runner;
    private final Path folder;
    private final Map<String, PodRun> runs = new ConcurrentHashMap<>();

    ProcessPods(ObjectStore store, ControllersThread controllers, Claims claims, Runner runner, Path folder) {
        this.store = store;
        this.controllers = controllers;
        this.claims = claims;
        this.runner = runner;
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public void start(Stored pod) {
        var podFolder = folder.resolve(pod.uid());
        var run = new PodRun(store, runner, new PodVolumes(store, claims, pod, podFolder), pod, podFolder);
        runs.put(pod.uid(), run);
        Thread.ofVirtual().name("pod-" + pod.name()).start(() -> {
            try {
                run.run();
            } catch (NotYetException e) {
                runs.remove(pod.uid(), run);
                wait(pod, e);
            }
        });
        var limit = pod.tree().path("spec").path("activeDeadlineSeconds");
        if (limit.isNumber()) {
            controllers.after(Duration.ofSeconds(limit.asLong()), () -> {
                run.passDeadline();
                end(pod, run);
            });
        }
    }

    /** Nothing outlives the process that started it: either it had ended before, or it is lost. */
    @Override
    public void adopt(Stored pod) {
        store.updateIfPresent(pod, tree -> {
            for (var container : tree.path("spec").path("containers")) {
                endOf(pod, container).ifPresent(end -> PodStatus.ended(tree, container, end));
            }
            return Stored.hasEnded(tree)
                    ? tree
                    : PodStatus.failed(
                            tree,
                            "NodeLost",
                            "The machine was stopped while the pod was running, and its processes with it");
        });
    }

    private Optional<PodStatus.End> endOf(Stored pod, JsonNode container) {
        var containerFolder =
                folder.resolve(pod.uid()).resolve(container.path("name").asText());
        var code = Supervised.exitCode(containerFolder);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        var started = Instant.parse(pod.tree().path("status").path("startTime").asText());
        return Optional.of(PodRun.ended(container, containerFolder, code.getAsInt(), started));
    }

    @Override
    public void stop(Stored pod) {
        var run = runs.get(pod.uid());
        if (run == null) {
            store.updateIfPresent(pod, tree -> PodStatus.over(tree, false));
        } else {
            end(pod, run);
        }
    }

    @Override
    public void forget(Stored pod) {
        var run = runs.remove(pod.uid());
        Thread.ofVirtual().start(() -> {
            if (run != null) {
                run.killAndForget();
            }
            Claims.removeTree(folder.resolve(pod.uid()));
        });
    }

    @Override
    public Optional<Path> log(Stored pod, String container) {
        return Optional.of(folder.resolve(pod.uid()).resolve(container).resolve("log"));
    }

    @Override
    public void close() {
        runs.values().forEach(PodRun::killAndForget);
    }

    private void end(Stored pod, PodRun run) {
        var grace = pod.tree().path("metadata").path("deletionGracePeriodSeconds");
        var wished =
                pod.tree().path("spec").path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE_SECONDS);
        Thread.ofVirtual().start(run::terminate);
        controllers.after(
                Duration.ofSeconds(grace.asLong(wished)),
                () -> Thread.ofVirtual().start(run::kill));
    }

    private void wait(Stored pod, NotYetException why) {
        store.updateIfPresent(pod, tree -> {
            if (why.reason().equals("Unschedulable")) {
                return PodStatus.unschedulable(tree, why.text());
            }
            PodStatus.scheduled(tree);
            tree.withObjectProperty("status").remove("startTime");
            for (var container : tree.path("spec").path("containers")) {
                PodStatus.container(tree, "containerStatuses", container, PodStatus.waiting(why.reason(), why.text()));
            }
            return tree;
        });
        controllers.after(
                LOOK_AGAIN,
                () -> store.byUid(pod.uid())
                        .filter(present -> !present.deleting() && !present.hasEnded())
                        .ifPresent(this::start));
    }

    /** Removes folders of pods that no longer exist. */
    void sweep() {
        try (var folders = Files.list(folder)) {
            folders.filter(each -> store.byUid(each.getFileName().toString()).isEmpty())
                    .forEach(Claims::removeTree);
        } catch (java.io.IOException none) {
            return;
        }
    }
}
