package io.akoflow.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.bench.kubernetes.Api;
import io.akoflow.bench.kubernetes.BareClient;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.kubernetes.Unit;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Prints what a cluster allows a client that has no engine; see {@link BareClient}. */
public final class BareBench {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RunId RUN = new RunId("01bare00000000000000000000");
    private static final RunId WARM_UP = new RunId("01bare0000000000000000000w");
    /** As many as the run that warms akoflow up. */
    private static final int WARMING = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private BareBench() {}

    /**
     * Runs the activities of a file that has no dependencies, after some of them to warm up.
     *
     * @param args the cluster's folder; what an attempt is ({@code job} or {@code pod}); the workflow file; the file to
     *     write; the commit that is measured
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        java.util.logging.LogManager.getLogManager().reset();
        var cluster = Path.of(args[0]);
        var workflow = switch (WorkflowReader.read(Files.readAllBytes(Path.of(args[2])))) {
            case WorkflowReading.Valid valid -> valid.workflow();
            case WorkflowReading.Invalid invalid ->
                throw new IllegalArgumentException("Expected a workflow, but " + invalid.problems());
        };
        var unit = Unit.valueOf(args[1].toUpperCase(Locale.ROOT));
        var processes = Processes.here(cluster);
        try (var api = Api.of(cluster.resolve("engine.kubeconfig"))) {
            var _ = run(api, WARM_UP, first(workflow), unit);
            var before = processes.cpu();
            var times = run(api, RUN, workflow, unit);
            var figures = JSON.createObjectNode();
            figures.put("commit", args[4]);
            figures.put("unit", args[1]);
            figures.put("activities", workflow.activities().size());
            figures.put("created_s", times.created());
            figures.put("makespan_s", times.ended());
            figures.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            var cpu = figures.putObject("cpu_s");
            processes
                    .cpu()
                    .forEach((name, after) ->
                            cpu.put(name, seconds(after.minus(before.getOrDefault(name, Duration.ZERO)))));
            Files.writeString(Path.of(args[3]), JSON.writeValueAsString(figures) + "\n");
        }
    }

    private static Workflow first(Workflow workflow) {
        var activities = workflow.activities();
        return workflow.withActivities(activities.subList(0, Math.min(WARMING, activities.size())));
    }

    /** Comes back when nothing is left, which is until when the time of the processors counts, as akoflow's does. */
    private static BareClient.Times run(Api api, RunId run, Workflow workflow, Unit unit) throws InterruptedException {
        try (var client = new BareClient(api, run, workflow, unit, PATIENCE)) {
            var times = client.run();
            api.awaitNoAttempts(PATIENCE);
            return times;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
