package io.akoflow.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Without a command it takes the options of the original's client, which submit a file. */
@Command(
        name = "akoflow",
        description = "Scientific workflows on Kubernetes.",
        mixinStandardHelpOptions = true,
        version = "akoflow 0.1.0",
        footer = {
            "",
            "Exit codes: 0 success, 1 the run failed, 2 wrong use or invalid file, 3 server not reachable;",
            "2 as well when the result can't be written, 141 when nobody reads the rest of it.",
            "The token comes from $AKOFLOW_TOKEN, or from the state folder of 'akoflow up'."
        })
public final class Akoflow implements Callable<Integer> {

    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--file", paramLabel = "FILE", description = "Submit this workflow file, as 'run' does.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    private Akoflow(Console console) {
        this.console = console;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(Console.system(), args));
    }

    /**
     * Runs a command; returns the exit code: 0 success, 1 the run failed, 2 wrong use, invalid file or result that
     * can't be written, 3 server not reachable, 141 nobody reads the rest of what is printed
     */
    static int execute(Console console, String... args) {
        var root = args.length > 0 ? only(console, args[0]) : commands(console);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        root.setExecutionExceptionHandler((failure, _, _) -> {
            if (failure instanceof StandardOutput.NotWrittenException notWritten) {
                return explain(console, notWritten);
            }
            console.complain("Expected to answer, but this went wrong, which is an error of akoflow: " + failure);
            return ExitCode.NO_SERVER;
        });
        root.setParameterExceptionHandler((wrong, _) -> {
            console.complain(WrongUse.explain(wrong));
            console.err().println("See 'akoflow %s--help'.".formatted(nameOf(wrong.getCommandLine())));
            return ExitCode.WRONG_USE;
        });
        root.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (StandardOutput.NotWrittenException e) { // of what is no command, such as --help
                return explain(console, e);
            }
        });
        return root.execute(args);
    }

    /** Quietly as other tools, when the reader went away. */
    private static int explain(Console console, StandardOutput.NotWrittenException notWritten) {
        if (notWritten.isOfReader()) {
            return ExitCode.NOT_READ;
        }
        console.complain("Expected to write to the standard output, but %s.".formatted(notWritten.getMessage()));
        return ExitCode.WRONG_USE;
    }

    /** All commands with their options, for whoever describes them. */
    public static CommandLine commands() {
        return commands(Console.system());
    }

    /** What an option or argument is for, with its values and default where the text names them. */
    public static String description(ArgSpec arg) {
        var text = String.join(" ", arg.description());
        if (arg.defaultValue() != null) {
            text = text.replace("${DEFAULT-VALUE}", arg.defaultValue());
        }
        var candidates = arg.completionCandidates();
        return candidates == null ? text : text.replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates));
    }

    private static CommandLine commands(Console console) {
        var root = new CommandLine(new Akoflow(console));
        ownCommands(console).forEach((name, command) -> root.addSubcommand(name, command.get()));
        addHelp(root);
        LauncherCommand.addTo(root, console);
        return root;
    }

    /** With this command alone, if there is one: what the others are is found out by reflection, which takes time. */
    private static CommandLine only(Console console, String name) {
        var command = ownCommands(console).get(name);
        if (command == null || name.equals("completion")) {
            return commands(console);
        }
        var root = new CommandLine(new Akoflow(console));
        root.addSubcommand(name, command.get());
        addHelp(root);
        return root;
    }

    private static Map<String, Supplier<Object>> ownCommands(Console console) {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("run", () -> new RunCommand(console));
        commands.put("validate", () -> new ValidateCommand(console));
        commands.put("import", () -> new ImportCommand(console));
        commands.put("generate", () -> new GenerateCommand(console));
        commands.put("list", () -> new ListCommand(console));
        commands.put("show", () -> new ShowCommand(console));
        commands.put("logs", () -> new LogsCommand(console));
        commands.put("outputs", () -> new OutputsCommand(console));
        commands.put("export", () -> new ExportCommand(console));
        commands.put("open", () -> new OpenCommand(console));
        commands.put("cancel", () -> new CancelCommand(console));
        commands.put("resume", () -> new ResumeCommand(console));
        commands.put("delete", () -> new DeleteCommand(console));
        commands.put("token", () -> TokenCommand.with(console));
        commands.put("dead-letters", () -> DeadLettersCommand.with(console));
        commands.put("completion", () -> new CompletionCommand(console));
        return commands;
    }

    /** Every command has it, as what is said about wrong use promises. */
    private static void addHelp(CommandLine root) {
        for (var command : root.getSubcommands().values()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help message and exit.")
                            .build());
            addHelp(command);
        }
    }

    private static String nameOf(CommandLine command) {
        var parent = command.getParent();
        return parent == null ? "" : nameOf(parent) + command.getCommandName() + " ";
    }

    @Override
    public Integer call() {
        if (spec == null || file == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "Expected a command or --file, but there is neither.");
        }
        var run = new RunCommand(console);
        run.spec = spec;
        run.connection = connection;
        run.fileOption = file;
        return run.call();
    }
}
