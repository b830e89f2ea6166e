package io.akoflow.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.kubernetes.given.Kubeconfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs workflows whose activities wait as long as they are expected to, as processes of this machine, and compares with
 * the same order of activities where nothing else takes time.
 */
public final class ReplayBench {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EMPTY_PODS = 50;

    /** As many as the files let run at once; usually one machine runs fewer. */
    private static final int SLOTS = 64;

    private ReplayBench() {}

    /**
     * Starts everything, runs the files one after the other, writes the figures.
     *
     * @param args the folder with the modules, an empty one for the state, the commit that is measured, the file to
     *     write, and the workflow files, which say how many may run at once
     */
    public static void main(String[] args) throws IOException {
        java.util.logging.LogManager.getLogManager().reset();
        var cluster = Path.of(args[1]).resolveSibling("cluster");
        try (var api = MachineKubernetes.start(
                        MachineSettings.processes(cluster).withSlots(SLOTS));
                var machine = BenchMachine.onCluster(Path.of(args[0]), Path.of(args[1]), kubeconfig(api, cluster))) {
            machine.run(Shape.grid(10, 5).file());
            var startUp = startUp(machine, cluster.resolve("kubernetes/api.log"));
            var results = JSON.createObjectNode();
            results.put("commit", args[2]);
            results.put("start_up_ms", startUp.toMillis());
            var replays = results.putArray("replays");
            for (var file : Arrays.copyOfRange(args, 4, args.length)) {
                replays.add(replay(machine, Path.of(file), startUp));
            }
            Files.writeString(Path.of(args[3]), JSON.writeValueAsString(results) + "\n");
        }
    }

    private static Path kubeconfig(MachineKubernetes api, Path cluster) {
        var file = cluster.resolve("kubeconfig");
        PrivateFiles.write(file, Kubeconfig.of(api.url().toString(), api.token()));
        return file;
    }

    /** From the creation of a Job until its pod has ended, in the middle of many whose command does nothing. */
    private static Duration startUp(BenchMachine machine, Path log) throws IOException {
        var run = machine.run(Shape.chain(EMPTY_PODS).file());
        var journal = new Journal(log);
        var moments = new Moments();
        journal.read(id -> id.equals(run) ? moments : new Moments());
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < EMPTY_PODS; i++) {
            var created = moments.of(Moments.What.JOB_CREATED, i);
            var ended = moments.of(Moments.What.POD_ENDED, i);
            if (created != null && ended != null) {
                micros.add(ended - created);
            }
        }
        micros.sort(null);
        return Duration.ofNanos(1000 * micros.get(micros.size() / 2));
    }

    private static ObjectNode replay(BenchMachine machine, Path file, Duration startUp) throws IOException {
        var text = Files.readString(file);
        var workflow = read(text);
        var parallelism = workflow.parallelism();
        if (parallelism == null) {
            throw new IllegalArgumentException("Expected 'parallelism' in " + file);
        }
        var submitted = Instant.now();
        var run = machine.run(text);
        var ended =
                Instant.parse(machine.get("/api/v1/runs/" + run).path("endedAt").asText());
        var schedule = new ListSchedule(workflow.activities(), startUp);
        var figures = JSON.createObjectNode();
        figures.put("workload", file.getFileName().toString().replace(".yaml", ""));
        figures.put("activities", workflow.activities().size());
        figures.put("slots", parallelism);
        figures.put("makespan_s", Duration.between(submitted, ended).toMillis() / 1000.0);
        figures.put("list_schedule_s", schedule.makespan(parallelism));
        figures.put("critical_path_s", schedule.criticalPath());
        figures.put("work_by_slots_s", schedule.work() / parallelism);
        return figures;
    }

    private static Workflow read(String text) {
        return switch (WorkflowReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case WorkflowReading.Valid valid -> valid.workflow();
            case WorkflowReading.Invalid invalid ->
                throw new IllegalArgumentException("Expected a workflow, but " + invalid.problems());
        };
    }
}
