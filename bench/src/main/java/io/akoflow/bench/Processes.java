package io.akoflow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes that share a machine while something is measured, by what they are. */
final class Processes {

    private static final String PLANNER = "planner";
    private static final String GATEWAY = "api-gateway";
    private static final String[] SERVICES = {GATEWAY, PLANNER, "dispatcher", "watcher"};

    private final Map<String, ProcessHandle> byName = new LinkedHashMap<>();
    private final List<ProcessHandle> databases = new ArrayList<>();

    private Processes() {}

    /**
     * akoflow's, which this process has started, and those of a cluster.
     *
     * @param cluster the folder with a file {@code pids/NAME} for each of the cluster's processes
     */
    static Processes here(Path cluster) throws IOException {
        var found = new Processes();
        ProcessHandle.current().descendants().forEach(found::note);
        try (var files = Files.list(cluster.resolve("pids"))) {
            files.sorted()
                    .forEach(file -> ProcessHandle.of(pid(file))
                            .ifPresent(process ->
                                    found.byName.put(file.getFileName().toString(), process)));
        }
        found.byName.put("kafka and the rest", ProcessHandle.current());
        return found;
    }

    private void note(ProcessHandle process) {
        serviceOf(process).ifPresent(name -> byName.put(name, process));
        if (process.info().command().filter(it -> it.endsWith("/postgres")).isPresent()) {
            databases.add(process);
        }
    }

    private static Optional<String> serviceOf(ProcessHandle process) {
        var words = process.info().arguments().map(Stream::of).orElse(Stream.empty());
        var text = String.join(" ", words.toList());
        return Stream.of(SERVICES)
                .filter(name -> text.contains("/" + name + "/target/"))
                .findFirst();
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long each has had a processor since it began. */
    Map<String, Duration> cpu() {
        var times = new LinkedHashMap<String, Duration>();
        byName.forEach((name, process) ->
                times.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        var ofDatabase = databases.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        times.put("postgresql", ofDatabase);
        return times;
    }

    ProcessHandle gateway() {
        return of(GATEWAY);
    }

    ProcessHandle planner() {
        return of(PLANNER);
    }

    private ProcessHandle of(String name) {
        var process = byName.get(name);
        if (process == null) {
            throw new IllegalStateException(
                    "Expected a process '%s', but there are only %s".formatted(name, byName.keySet()));
        }
        return process;
    }
}
