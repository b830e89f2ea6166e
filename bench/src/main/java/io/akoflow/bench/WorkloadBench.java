package io.akoflow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akoflow.bench.kubernetes.Api;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Runs one workflow file on a given cluster, once or many times at once, and says what it took. */
public final class WorkloadBench {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PAUSE_NANOS = 250_000_000;
    private static final long MEBIBYTE = 1024 * 1024;

    private final BenchMachine machine;
    private final Processes processes;
    private Map<String, Duration> before = Map.of();

    private WorkloadBench(BenchMachine machine, Path cluster) throws IOException {
        this.machine = machine;
        processes = Processes.here(cluster);
    }

    /**
     * Starts everything, runs the file, writes the figures.
     *
     * @param args the folder with the modules; an empty one for the state; the cluster's folder; what an attempt is
     *     ({@code job} or {@code pod}); how many runs; the seconds after which it is given up; the workflow file; the
     *     file to write; anything more to count the processors' time from when nothing is left of the warm-up until all
     *     Jobs and pods are deleted
     */
    public static void main(String[] args) throws IOException {
        java.util.logging.LogManager.getLogManager().reset();
        var cluster = Path.of(args[2]);
        var file = Files.readString(Path.of(args[6]));
        try (var machine = BenchMachine.onCluster(Path.of(args[0]), Path.of(args[1]), cluster, args[3])) {
            var warmUp = machine.run(Shape.grid(10, 20).file());
            var patience = Duration.ofSeconds(Long.parseLong(args[5]));
            boolean isUntilGone = args.length > 8;
            if (isUntilGone) {
                awaitNothingLeft(cluster, patience);
            }
            var bench = new WorkloadBench(machine, cluster);
            var figures = bench.measure(file, Integer.parseInt(args[4]), patience);
            if (isUntilGone) {
                awaitNothingLeft(cluster, patience);
                bench.cpu(figures.putObject("cpu_s"));
            }
            figures.put("unit", args[3]);
            figures.put("warm_up", warmUp);
            Files.writeString(Path.of(args[7]), JSON.writeValueAsString(figures) + "\n");
        }
    }

    private static void awaitNothingLeft(Path cluster, Duration patience) throws IOException {
        try (var api = Api.of(cluster.resolve("engine.kubeconfig"))) {
            api.awaitNoAttempts(patience);
        }
    }

    private ObjectNode measure(String file, int runs, Duration patience) throws IOException {
        before = processes.cpu();
        var submitted = Instant.now();
        var ids = new ArrayList<String>();
        for (int i = 0; i < runs; i++) {
            ids.add(machine.submit(file));
        }
        var answered = Instant.now();
        var figures = JSON.createObjectNode();
        try (var planner = Heap.of(processes.planner());
                var gateway = Heap.of(processes.gateway())) {
            var ended = await(ids, patience, List.of(planner, gateway));
            figures.put("complete", ended != null);
            figures.put("makespan_s", seconds(submitted, ended == null ? Instant.now() : ended));
            heap(figures.putObject("planner"), planner);
            heap(figures.putObject("gateway"), gateway);
        }
        figures.put("submitted", submitted.toString());
        figures.put("answered_s", seconds(submitted, answered));
        figures.put("runs", runs);
        counts(figures, ids);
        cpu(figures.putObject("cpu_s"));
        figures.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return figures;
    }

    /** When the last of them has ended; null when one has not. */
    private @Nullable Instant await(List<String> ids, Duration patience, List<Heap> heaps) {
        var deadline = Instant.now().plus(patience);
        var last = Instant.EPOCH;
        for (var id : ids) {
            var run = machine.get("/api/v1/runs/" + id);
            while (!run.hasNonNull("endedAt")) {
                if (Instant.now().isAfter(deadline)) {
                    return null;
                }
                heaps.forEach(Heap::look);
                LockSupport.parkNanos(PAUSE_NANOS);
                run = machine.get("/api/v1/runs/" + id);
            }
            if (!run.path("state").asText().equals("SUCCEEDED")) {
                throw new IllegalStateException("Expected run %s to succeed, but it is %s".formatted(id, run));
            }
            var ended = Instant.parse(run.path("endedAt").asText());
            last = ended.isAfter(last) ? ended : last;
        }
        return last;
    }

    private void counts(ObjectNode figures, List<String> ids) {
        long all = 0;
        long succeeded = 0;
        for (var id : ids) {
            JsonNode counts = machine.get("/api/v1/runs/" + id).path("counts");
            succeeded += counts.path("SUCCEEDED").asLong();
            for (var count : counts) {
                all += count.asLong();
            }
        }
        figures.put("activities", all);
        figures.put("succeeded", succeeded);
    }

    private static void heap(ObjectNode figures, Heap heap) {
        figures.put("live_mib", heap.most() / MEBIBYTE);
        figures.put("limit_mib", heap.limit() / MEBIBYTE);
    }

    private void cpu(ObjectNode figures) {
        processes
                .cpu()
                .forEach((name, after) -> figures.put(
                        name,
                        after.minus(before.getOrDefault(name, Duration.ZERO)).toMillis() / 1000.0));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
