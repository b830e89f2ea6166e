package io.akoflow.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script by which a shell completes commands, options and their values. */
@Command(
        name = "completion",
        description = {
            "Print a script by which a shell completes what you type.",
            "bash, zsh: source <(akoflow completion bash)",
            "fish: akoflow completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {

    /** Shells that can be served. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Console console;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    Shell shell = Shell.BASH;

    @Spec
    @Nullable
    CommandSpec spec;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var root = Objects.requireNonNull(spec).root().commandLine();
        console.out()
                .print(
                        switch (shell) {
                            case BASH, ZSH -> AutoComplete.bash("akoflow", root); // what it makes is for both
                            case FISH -> new FishCompletion(root.getCommandSpec()).script();
                        });
        console.out().flush();
        return ExitCode.SUCCESS;
    }
}
