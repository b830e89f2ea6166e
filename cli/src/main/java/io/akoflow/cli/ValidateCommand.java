package io.akoflow.cli;

import io.akoflow.contract.Problem;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with a workflow file, without a server. */
@Command(name = "validate", description = "Say everything that is wrong with a workflow file, without a server.")
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A workflow file; - reads standard input.")
    @Nullable
    Path file;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print: text or json.")
    ServerCommand.Format output = ServerCommand.Format.TEXT;

    @Spec
    @Nullable
    CommandSpec spec;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var bytes = WorkflowFile.read(file, spec);
        var reading = WorkflowReader.read(bytes);
        return switch (reading) {
            case WorkflowReading.Valid valid -> {
                print(valid.warnings());
                int activities = valid.workflow().activities().size();
                summary("%s: valid, %d %s".formatted(file, activities, activities == 1 ? "activity" : "activities"));
                yield ExitCode.SUCCESS;
            }
            case WorkflowReading.Invalid invalid -> {
                print(invalid.problems());
                yield ExitCode.WRONG_USE;
            }
        };
    }

    private void summary(String line) {
        if (output == ServerCommand.Format.TEXT) {
            console.out().println(line);
        }
    }

    private void print(List<Problem> problems) {
        if (output == ServerCommand.Format.JSON) {
            console.out().println(Json.pretty(Json.tree(problems)));
            return;
        }
        for (var problem : problems) {
            console.err().println(file + ":" + ProblemText.of(problem));
        }
    }
}
