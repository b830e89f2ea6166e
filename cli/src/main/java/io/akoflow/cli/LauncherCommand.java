package io.akoflow.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Unmatched;

/**
 * A command that the akoflow script does by other programs than this one. It is here so that help and completion know
 * it.
 */
final class LauncherCommand implements Callable<Integer> {

    private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("up", "Start everything on this machine.");
        COMMANDS.put("down", "End what 'akoflow up' started.");
        COMMANDS.put("demo", "Run a little study, and show its results.");
        COMMANDS.put("images", "Build an image of each service, without Docker.");
        COMMANDS.put("docs", "Build the documentation as a site.");
        COMMANDS.put("test", "Run the tests of akoflow itself.");
    }

    private final Console console;
    private final String name;

    @Unmatched
    private String[] rest = {};

    private LauncherCommand(Console console, String name) {
        this.console = console;
        this.name = name;
    }

    static void addTo(CommandLine root, Console console) {
        COMMANDS.forEach((name, description) -> {
            var spec = CommandSpec.forAnnotatedObject(new LauncherCommand(console, name));
            spec.usageMessage().description(description);
            root.addSubcommand(name, spec);
        });
    }

    @Override
    public Integer call() {
        console.complain(
                "Expected to be started by the akoflow script, which does '%s', but was not. Call './akoflow %s'."
                        .formatted(
                                name,
                                String.join(" ", name, String.join(" ", rest)).strip()));
        return ExitCode.WRONG_USE;
    }
}
