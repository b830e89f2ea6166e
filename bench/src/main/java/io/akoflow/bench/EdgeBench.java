package io.akoflow.bench;

import io.akoflow.bench.Moments.What;
import io.akoflow.bench.messaging.Said;
import io.akoflow.bench.messaging.TopicTail;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Observation.ActivitySucceeded;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints how long an edge of the graph takes: pod ended → successor's Job created, and the hops of it. */
public final class EdgeBench {

    private static final int REPETITIONS = 3;

    /** Pods of a grid that end at once all end together, so that its edges wait for each other. */
    private static final Map<String, List<Shape>> BY_DURATION = new TreeMap<>(
            Map.of("0s", List.of(Shape.chain(100), Shape.grid(30, 10)), "200ms-2s", List.of(Shape.grid(30, 10))));

    private final Map<String, Moments> byRun = new HashMap<>();

    private EdgeBench() {}

    /**
     * Starts everything, runs the workflows, prints the table.
     *
     * @param args the folder with the modules, and an empty one for the state; for a real API server its kubeconfig and
     *     its audit log beside
     */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %5$s%n");
        java.util.logging.LogManager.getLogManager().reset();
        var bench = new EdgeBench();
        System.out.println(Figures.header());
        if (args.length > 2) {
            bench.measureCluster(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
        } else {
            bench.measure(Path.of(args[0]), Path.of(args[1]), System.out);
        }
    }

    private void measureCluster(Path home, Path state, Path kubeconfig, Path auditLog) throws IOException {
        var audit = new AuditLog(auditLog);
        try (var machine = BenchMachine.onCluster(home, state, kubeconfig);
                var tail = new TopicTail(machine.parts().kafkaClientSettings())) {
            machine.run(Shape.grid(10, 20).file());
            var chain = Shape.chain(100);
            rows(machine, tail, chain, () -> audit.read(this::moments))
                    .rows(chain.name() + ", on a real API server")
                    .forEach(row -> System.out.println(row.row()));
        }
    }

    private void measure(Path home, Path state, PrintStream out) throws IOException {
        for (var shapes : BY_DURATION.entrySet()) {
            try (var machine = BenchMachine.simulated(home, state.resolve(shapes.getKey()), shapes.getKey());
                    var tail = new TopicTail(machine.parts().kafkaClientSettings())) {
                machine.run(Shape.grid(10, 20).file());
                for (var shape : shapes.getValue()) {
                    rows(machine, tail, shape, () -> new Journal(machine.parts().apiJournal()).read(this::moments))
                            .rows("%s, pods of %s".formatted(shape.name(), shapes.getKey()))
                            .forEach(row -> out.println(row.row()));
                }
            }
        }
    }

    /** Reads what an API says of when Jobs were made and pods ended. */
    private interface ApiTale {
        void read() throws IOException;
    }

    private Edges rows(BenchMachine machine, TopicTail tail, Shape shape, ApiTale api) throws IOException {
        var edges = new Edges();
        for (int i = 0; i < REPETITIONS; i++) {
            var run = machine.run(shape.file());
            tail.read(this::note);
            api.read();
            edges.add(shape, moments(run));
        }
        return edges;
    }

    private void note(Said said) {
        if (said.message() instanceof ActivitySucceeded end) {
            moments(end.run().value()).note(What.END_SAID, end.activity(), said::time);
        } else if (said.message() instanceof ActivityReady ready) {
            var moments = moments(ready.run().value());
            moments.note(What.READY_DECIDED, ready.activity(), said::time);
            moments.note(What.READY_SAID, ready.activity(), said::sent);
        }
    }

    private Moments moments(String run) {
        return byRun.computeIfAbsent(run, _ -> new Moments());
    }
}
