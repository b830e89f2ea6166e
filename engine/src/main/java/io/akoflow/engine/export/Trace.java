package io.akoflow.engine.export;

import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line for each attempt, in fields between tabs, with the names of <a
 * href="https://www.nextflow.io/docs/latest/reports.html#trace-file">Nextflow's trace file</a>; times in milliseconds
 * since 1970 or in milliseconds, memory in bytes, {@code -} where nobody knows.
 */
public final class Trace {

    private static final List<String> FIELDS = List.of(
            "task_id",
            "native_id",
            "name",
            "status",
            "exit",
            "attempt",
            "submit",
            "start",
            "complete",
            "duration",
            "realtime",
            "peak_rss",
            "peak_cpu_millis",
            "container",
            "hostname",
            "error");

    private Trace() {}

    /** With a line that names the fields; each ends with a line feed. */
    public static Stream<String> lines(ToldRun run) {
        return Stream.concat(Stream.of(line(FIELDS)), run.attempts().stream().map(it -> line(fields(run, it))));
    }

    private static List<String> fields(ToldRun run, ToldAttempt it) {
        var pod = it.pod();
        var image = pod == null || pod.imageId() == null
                ? run.activity(it.activity()).image()
                : pod.imageId();
        return List.of(
                Integer.toString(it.activity()),
                told(pod == null ? null : pod.name()),
                run.activity(it.activity()).name(),
                it.state().name(),
                exit(it),
                Integer.toString(it.attempt()),
                millis(it.readyAt()),
                millis(it.startedAt()),
                millis(it.endedAt()),
                between(it.readyAt(), it.endedAt()),
                between(it.startedAt(), it.endedAt()),
                told(it.peakMemoryBytes()),
                told(it.peakCpuMillis()),
                image,
                told(node(pod)),
                told(cause(it.failure())));
    }

    private static String exit(ToldAttempt it) {
        return switch (it.state()) {
            case SUCCEEDED -> "0";
            case WAITING, READY, DISPATCHED, RUNNING, BACKING_OFF, FAILED, CANCELLED, SKIPPED ->
                told(it.failure() == null ? null : it.failure().exitCode());
        };
    }

    private static @Nullable String node(@Nullable PodRef pod) {
        return pod == null ? null : pod.node();
    }

    private static @Nullable String cause(@Nullable Failure failure) {
        return failure == null ? null : failure.cause();
    }

    private static String millis(@Nullable Instant at) {
        return at == null ? "-" : Long.toString(at.toEpochMilli());
    }

    private static String between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? "-"
                : Long.toString(Duration.between(from, to).toMillis());
    }

    private static String told(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static String line(List<String> fields) {
        return String.join(
                        "\t",
                        fields.stream()
                                .map(field -> field.replaceAll("[\\t\\r\\n]", " "))
                                .toList())
                + "\n";
    }
}
