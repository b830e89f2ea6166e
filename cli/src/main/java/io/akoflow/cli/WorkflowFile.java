package io.akoflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A workflow file that was named on the command line. */
final class WorkflowFile {

    private WorkflowFile() {}

    /** As its name says. */
    static String contentType(@Nullable Path file) {
        return String.valueOf(file).toLowerCase(Locale.ROOT).endsWith(".json")
                ? "application/json"
                : "application/yaml";
    }

    /** Its bytes; {@code -} is standard input. */
    static byte[] read(@Nullable Path file, @Nullable CommandSpec spec) {
        if (file == null || spec == null) {
            throw new IllegalStateException("Expected picocli to have set the file, but it has not");
        }
        try {
            return "-".equals(file.toString()) ? System.in.readAllBytes() : Files.readAllBytes(file);
        } catch (IOException e) {
            var why =
                    Files.isDirectory(file) ? "it is a folder" : Files.exists(file) ? e.getMessage() : "there is none";
            throw new ParameterException(
                    spec.commandLine(), "Expected a workflow file at '%s', but %s.".formatted(file, why));
        }
    }
}
