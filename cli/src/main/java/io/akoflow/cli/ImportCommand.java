package io.akoflow.cli;

import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.Importing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a workflow file of one of another system, without a server. */
@Command(
        name = "import",
        description =
                "Make a workflow file of one of Pegasus, WfFormat, HyperFlow or Argo, and say what could not be kept.")
final class ImportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "The file; catalogs and workflows within it are looked for beside it. - reads standard input.")
    @Nullable
    Path file;

    @Option(names = "--to", paramLabel = "FILE", description = "Write it here; else it is printed.")
    @Nullable
    Path to;

    @Mixin
    ImportWishes wishes = new ImportWishes();

    @Spec
    @Nullable
    CommandSpec spec;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var command = Objects.requireNonNull(spec).commandLine();
        byte[] bytes = WorkflowFile.read(file, spec);
        return switch (wishes.imported(file, bytes, command)) {
            case ImportWishes.Own() ->
                throw new ParameterException(
                        command,
                        "Expected a file of Pegasus 5, WfFormat 1.5 or 1.6, HyperFlow or Argo, but '%s' has the keys of none; see 'akoflow validate', or say --from."
                                .formatted(file));
            case ImportWishes.Foreign(Importing.Imported imported) -> {
                tell(imported.notes());
                yield write(imported.file());
            }
            case ImportWishes.Foreign(Importing.Refused(var problems)) -> {
                tell(problems);
                yield ExitCode.WRONG_USE;
            }
        };
    }

    private void tell(List<Problem> problems) {
        for (var problem : problems) {
            console.err().println(file + ":" + ProblemText.of(problem));
        }
    }

    private int write(String text) {
        if (to == null) {
            print(console.out(), text);
            return ExitCode.SUCCESS;
        }
        try {
            Files.writeString(to, text);
            return ExitCode.SUCCESS;
        } catch (IOException e) {
            console.complain("Expected to write '%s', but %s: %s."
                    .formatted(to, e.getClass().getSimpleName(), e.getMessage()));
            return ExitCode.WRONG_USE;
        }
    }

    static void print(PrintStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
