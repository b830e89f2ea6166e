package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akoflow.local.runner.ContainerSpec;
import io.akoflow.local.runner.Launch;
import io.akoflow.local.runner.Runner;
import io.akoflow.local.runner.Supervised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One pod from its start to its end: init containers in order, then its containers at the same time. */
final class PodRun {
    private static final int KILLED = 137;
    private static final int CANNOT_START = 128;
    private static final long LOOK_AGAIN_SECONDS = 1;
    private static final int MESSAGE_LINES = 80;
    private static final int MESSAGE_BYTES = 2048;

    private final ObjectStore store;
    private final Runner runner;
    private final PodVolumes volumes;
    private final Stored pod;
    private final Path folder;
    private final JsonNode spec;

    private final List<Supervised> processes = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean late;
    private boolean forgotten;

    PodRun(ObjectStore store, Runner runner, PodVolumes volumes, Stored pod, Path folder) {
        this.store = store;
        this.runner = runner;
        this.volumes = volumes;
        this.pod = pod;
        this.folder = folder;
        spec = pod.tree().path("spec");
    }

    void run() throws NotYetException {
        try {
            volumes.require();
            if (pod.tree().path("spec").hasNonNull("nodeName")) {
                write(PodRun::placedOnly); // what it waited for as a whole is there now
            }
            for (var init : spec.path("initContainers")) {
                if (!runInit(init)) {
                    return;
                }
            }
            runAll();
        } catch (IOException | UncheckedIOException e) {
            write(tree -> PodStatus.ended(tree, cannotStart(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runAll() throws InterruptedException {
        List<JsonNode> mains = new ArrayList<>();
        spec.path("containers").forEach(mains::add);
        List<Thread> others = mains.stream()
                .skip(1)
                .map(main -> Thread.ofVirtual()
                        .name("pod-" + pod.name() + "-" + main.path("name").asText())
                        .start(() -> runMain(main)))
                .toList();
        runMain(mains.getFirst());
        for (var other : others) {
            other.join();
        }
    }

    private void runMain(JsonNode main) {
        try {
            var end = endOf(main);
            write(tree -> over(PodStatus.ended(tree, main, end)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PodStatus.End endOf(JsonNode main) throws InterruptedException {
        try {
            return runContainer(main, "containerStatuses");
        } catch (IOException | UncheckedIOException e) {
            return cannotStart(e);
        }
    }

    private static PodStatus.End cannotStart(Exception why) {
        return new PodStatus.End(CANNOT_START, "StartError", "" + why, Instant.now(), Instant.now());
    }

    void terminate() {
        processes().forEach(Supervised::terminate);
    }

    void kill() {
        processes().forEach(Supervised::kill);
    }

    /** From now on its end is the deadline's doing. */
    synchronized void passDeadline() {
        late = true;
    }

    /** Says nothing of its end. */
    void killAndForget() {
        synchronized (this) {
            forgotten = true;
        }
        kill();
    }

    static PodStatus.End ended(JsonNode container, Path containerFolder, int code, Instant started) {
        return new PodStatus.End(
                code,
                code == 0 ? "Completed" : "Error",
                code == 0 ? "" : message(container, containerFolder),
                started,
                finished(containerFolder));
    }

    private boolean runInit(JsonNode init) throws IOException, InterruptedException {
        var end = runContainer(init, "initContainerStatuses");
        write(tree -> {
            PodStatus.container(tree, "initContainerStatuses", init, end.state());
            return end.isSuccess() ? tree : over(PodStatus.over(tree, false));
        });
        return end.isSuccess();
    }

    private PodStatus.End runContainer(JsonNode container, String list) throws IOException, InterruptedException {
        var awaited = awaitDescribed(container, list);
        var started = Instant.now();
        if (awaited.isEmpty() || isStopping()) {
            return new PodStatus.End(KILLED, "Error", "", started, started);
        }
        var described = awaited.get();
        return switch (runner.prepare(described)) {
            case Launch.Refused refused -> {
                write(this::placed);
                yield new PodStatus.End(CANNOT_START, "StartError", refused.message(), started, started);
            }
            case Launch.Ready ready -> {
                var process = Supervised.start(ready, described.folder());
                become(process);
                write(tree -> {
                    placed(tree);
                    if (list.equals("containerStatuses")) {
                        return PodStatus.running(tree, container, started);
                    }
                    PodStatus.container(tree, list, container, PodStatus.running(started));
                    return tree;
                });
                var code = process.await().orElse(KILLED);
                yield explain(described, ended(container, described.folder(), code, started));
            }
        };
    }

    private PodStatus.End explain(ContainerSpec described, PodStatus.End end) {
        return switch (runner.after(described, end.exitCode())) {
            case NOTHING -> end;
            case OUT_OF_MEMORY ->
                new PodStatus.End(end.exitCode(), "OOMKilled", end.message(), end.started(), end.finished());
            case NEVER_STARTED -> {
                var message = LogTail.read(described.folder().resolve("log"), MESSAGE_LINES, MESSAGE_BYTES);
                yield new PodStatus.End(CANNOT_START, "StartError", message, end.started(), end.finished());
            }
        };
    }

    /** It waits by itself for what only it needs, whatever the others do; empty when the pod is to end before. */
    private Optional<ContainerSpec> awaitDescribed(JsonNode container, String list)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return Optional.of(describe(container, list.startsWith("init")));
            } catch (NotYetException e) {
                write(tree -> {
                    var placed = tree.path("spec").hasNonNull("nodeName") ? tree : placedOnly(tree);
                    PodStatus.container(placed, list, container, PodStatus.waiting(e.reason(), e.text()));
                    return placed;
                });
                if (stopping.await(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                    return Optional.empty();
                }
            }
        }
    }

    private ContainerSpec describe(JsonNode container, boolean initial) throws NotYetException, IOException {
        var environment = new PodEnvironment(store, pod, container);
        var name = container.path("name").asText();
        return new ContainerSpec(
                "akoflow-" + pod.uid() + "-" + name,
                container.path("image").asText(),
                environment.command(container),
                environment.variables(),
                container.path("workingDir").asText(),
                volumes.mounts(container, environment::expand),
                Files.createDirectories(folder.resolve(name)),
                initial,
                Quantities.bytes(container
                        .path("resources")
                        .path("limits")
                        .path("memory")
                        .asText()));
    }

    private ObjectNode placed(ObjectNode tree) {
        var placed = tree.path("spec").hasNonNull("nodeName") ? tree : PodStatus.scheduled(tree);
        var status = placed.withObjectProperty("status");
        if (!status.hasNonNull("startTime")) {
            status.put("startTime", Json.now());
        }
        return placed;
    }

    /** A pod without a time of its start can be started by another process than this one. */
    private static ObjectNode placedOnly(ObjectNode tree) {
        PodStatus.scheduled(tree).withObjectProperty("status").remove("startTime");
        return tree;
    }

    private synchronized ObjectNode over(ObjectNode tree) {
        if (late && Stored.hasEnded(tree)) {
            return PodStatus.failed(
                    tree, "DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
        }
        return tree;
    }

    private void write(UnaryOperator<ObjectNode> change) {
        synchronized (this) {
            if (forgotten) {
                return;
            }
        }
        store.updateIfPresent(pod, change);
    }

    private synchronized List<Supervised> processes() {
        stopping.countDown();
        return List.copyOf(processes);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void become(Supervised process) {
        boolean tooLate;
        synchronized (this) {
            processes.add(process);
            tooLate = isStopping();
        }
        if (tooLate) {
            process.kill();
        }
    }

    private static String message(JsonNode container, Path containerFolder) {
        return container.path("terminationMessagePolicy").asText().equals("FallbackToLogsOnError")
                ? LogTail.read(containerFolder.resolve("log"), MESSAGE_LINES, MESSAGE_BYTES)
                : "";
    }

    private static Instant finished(Path containerFolder) {
        try {
            return Files.getLastModifiedTime(containerFolder.resolve("exit")).toInstant();
        } catch (IOException notWritten) {
            return Instant.now();
        }
    }
}
