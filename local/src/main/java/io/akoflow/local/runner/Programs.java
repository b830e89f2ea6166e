package io.akoflow.local.runner;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Programs {
    private static final long PATIENCE_SECONDS = 20;

    private Programs() {}

    /** Where a program is on a search path. */
    static Optional<Path> find(String program, String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Where a program of the system is, also those that only administrators have on their path. */
    static Optional<Path> find(String program) {
        return find(program, System.getenv().getOrDefault("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin:/usr/bin:/bin");
    }

    /** Whether a command ends well, soon. */
    static boolean succeeds(List<String> command) {
        return output(command).isPresent();
    }

    /** What a command prints, if it ends well, soon. */
    static Optional<String> output(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A refusal when the program that a command names is not on this machine. */
    static Optional<String> missing(ContainerSpec spec) {
        if (spec.command().isEmpty()) {
            return Optional.of(
                    "Expected a command, but there is only the image %s, and this runner uses no images: give a command, or use the container runner"
                            .formatted(spec.image()));
        }
        var program = spec.command().getFirst();
        var searchPath = spec.environment().getOrDefault("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        var there = program.contains("/")
                ? spec.mountOf(program).isPresent() || Files.isExecutable(Path.of(program))
                : find(program, searchPath).isPresent();
        return there
                ? Optional.empty()
                : Optional.of(
                        "exec: \"%s\": Expected a program of this machine, but there is none; images are not used by this runner"
                                .formatted(program));
    }
}
