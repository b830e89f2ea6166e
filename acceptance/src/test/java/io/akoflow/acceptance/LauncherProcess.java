package io.akoflow.acceptance;

import static org.awaitility.Awaitility.await;

import io.akoflow.local.Part;
import io.akoflow.local.Ports;
import io.akoflow.local.command.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code akoflow up} and the like as users start them: a process of their own, with what it prints in a file. */
final class LauncherProcess {

    private final Process process;
    private final Path output;

    private LauncherProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts everything on these ports, with simulated pods. */
    static LauncherProcess up(Path state, Ports ports) {
        return start(state, words(ports, "up", "--simulate"));
    }

    /** Starts everything on these ports, runs the demo, and ends everything. */
    static LauncherProcess demo(Path state, Ports ports) {
        return start(state, words(ports, "demo"));
    }

    private static List<String> words(Ports ports, String... command) {
        var words = new ArrayList<>(List.of(command));
        ports.numbers().forEach((part, number) -> words.addAll(List.of(option(part), number.toString())));
        return words;
    }

    /** Ends what runs there. */
    static LauncherProcess down(Path state) {
        return start(state, List.of("down"));
    }

    private static LauncherProcess start(Path state, List<String> words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dakoflow.home=" + Classes.home()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(words);
        command.addAll(List.of("--state", state.toString()));
        try {
            var output = Files.createTempFile(Classes.home().resolve("acceptance/target"), "launcher", ".txt");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            return new LauncherProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed this. */
    LauncherProcess awaitOutput(String text) {
        await("'%s' of %s".formatted(text, output))
                .atMost(Duration.ofSeconds(60))
                .until(() -> output().contains(text) || !process.isAlive());
        if (!output().contains(text)) {
            throw new AssertionError("Expected '%s', but it ended and printed: %s".formatted(text, output()));
        }
        return this;
    }

    /** Waits until it has ended; its exit code. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    void kill9() {
        process.destroyForcibly();
    }

    /** All processes that it started and that they started. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** All that it has printed so far. */
    String output() {
        try (Stream<String> lines = Files.lines(output)) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String option(Part part) {
        return part == Part.GATEWAY
                ? "--port"
                : "--%s-port".formatted(part.name().toLowerCase(Locale.ROOT));
    }
}
