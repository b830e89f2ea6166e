package io.akoflow.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Prints what many open pages cost a gateway: its memory, and what goes over the wire, while a run goes on. */
public final class StreamsBench {

    private static final int STREAMS = 500;
    private static final Shape RUN = Shape.grid(400, 10);

    private StreamsBench() {}

    /**
     * Starts everything, follows a run, prints the table.
     *
     * @param args the folder with the modules, and an empty one for the state
     */
    public static void main(String[] args) throws IOException {
        java.util.logging.LogManager.getLogManager().reset();
        try (var machine = BenchMachine.simulated(Path.of(args[0]), Path.of(args[1]), "1s-3s")) {
            machine.run(Shape.grid(10, 20).file());
            measure(machine, System.out);
        }
    }

    private static void measure(BenchMachine machine, PrintStream out) throws IOException {
        long before = gatewayMemory("VmRSS");
        var run = machine.submit(RUN.file());
        long began = System.nanoTime();
        try (var streams = machine.follow(run, STREAMS)) {
            machine.awaitSuccess(run);
            var took = Duration.ofNanos(System.nanoTime() - began);
            streams.awaitOver();
            report(out, took, streams.bytes(), before);
        }
    }

    private static void report(PrintStream out, Duration took, List<Long> bytes, long before) throws IOException {
        double seconds = took.toMillis() / 1000.0;
        long changes = 4L * RUN.dependencies().size();
        double each = bytes.stream().mapToLong(Long::longValue).average().orElseThrow() / 1000;
        row(out, "streams, each heard the end", "%d", bytes.size());
        row(out, "changes of state a second", "%.0f", changes / seconds);
        row(out, "a stream, gzipped, kB/s", "%.1f", each / seconds);
        row(out, "a stream, gzipped, kB in all", "%.0f", each);
        row(out, "gateway before, MiB", "%d", before);
        row(out, "gateway at most, MiB", "%d", gatewayMemory("VmHWM"));
    }

    private static void row(PrintStream out, String name, String format, Object figure) {
        out.println(String.format(Locale.ROOT, "%-32s" + format, name, figure));
    }

    /** What Linux says of the gateway's process, in MiB. */
    private static long gatewayMemory(String field) throws IOException {
        var gateway = ProcessHandle.current()
                .descendants()
                .filter(it -> it.info()
                        .arguments()
                        .map(Stream::of)
                        .orElse(Stream.empty())
                        .anyMatch(word -> word.contains("api-gateway")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a gateway's process, but there is none"));
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(gateway.pid()))).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
