package io.akoflow.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program with a main class on the tests' class path, run as a process of its own. */
record Program(String mainClass, Map<String, String> environment) {

    private static final int PATIENCE_SECONDS = 120;

    /** What it printed, and how it ended. */
    record Ended(int exitCode, String out, String err) {}

    /** Runs it to its end, with {@code input} as its standard input. */
    Ended run(String input, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        try {
            var folder = Files.createTempDirectory(Classes.home().resolve("acceptance/target"), "program");
            var in = Files.writeString(folder.resolve("in"), input);
            var out = folder.resolve("out");
            var err = folder.resolve("err");
            var builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Expected %s to end, but it still runs: %s".formatted(command, read(out)));
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected %s to end, but was interrupted".formatted(mainClass), e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
