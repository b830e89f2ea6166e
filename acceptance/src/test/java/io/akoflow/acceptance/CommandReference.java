package io.akoflow.acceptance;

import io.akoflow.cli.Akoflow;
import io.akoflow.local.command.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page on all commands, made from the commands themselves. */
final class CommandReference {

    private static final String HEAD = """
            # Commands

            Made from the commands themselves; `akoflow COMMAND --help` says the same. To make it anew:
            `mvn -Dquick -Dmaven.test.skip=false -DskipTests=false -pl acceptance -am test -Dtest=CommandReferenceTest
            -Dsurefire.failIfNoSpecifiedTests=false -Dakoflow.write=true`.

            `RUN` is a unique beginning of a run's id, or `last`. Exit codes: 0 success, 1 the run failed, 2 wrong use or invalid
            file, 3 server not reachable; 2 as well when the result can't be written, and 141, without a word, when nobody reads the
            rest of it, as after `| head`. Which server: `--server`, or `--host` and `--port`, else `$AKOFLOW_SERVER`, else that of
            `akoflow up`, else `http://localhost:8080`. The token comes from `$AKOFLOW_TOKEN`, or from the state folder of
            `akoflow up`. Colours are left out where the output is no terminal, and with `NO_COLOR`.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);
    private final CommandLine root = Akoflow.commands();
    private final CommandLine launcher = Main.commands();

    String page() {
        add("akoflow", root);
        return page.toString();
    }

    private void add(String name, CommandLine command) {
        var spec = command.getCommandSpec();
        page.append("\n## ").append(name).append('\n');
        for (var line : spec.usageMessage().description()) {
            page.append(line).append('\n');
        }
        page.append("\n    ").append(synopsis(name, spec)).append('\n');
        var rows = Stream.concat(
                        spec.positionalParameters().stream()
                                .filter(parameter -> !parameter.hidden())
                                .map(CommandReference::row),
                        spec.options().stream()
                                .filter(option -> !option.hidden() && !option.usageHelp())
                                .map(CommandReference::row))
                .toList();
        if (!rows.isEmpty()) {
            page.append("\n| | |\n|---|---|\n").append(String.join("", rows));
        }
        command.getSubcommands().forEach((sub, line) -> add(name + " " + sub, told(name, sub, line)));
    }

    /** What another program does is described by that program, if it can be asked. */
    private CommandLine told(String parent, String name, CommandLine command) {
        return parent.equals("akoflow") ? launcher.getSubcommands().getOrDefault(name, command) : command;
    }

    private static String synopsis(String name, CommandSpec spec) {
        var words = new ArrayList<>(List.of(name));
        if (spec.options().stream().anyMatch(option -> !option.usageHelp())) {
            words.add("[OPTIONS]");
        }
        for (var parameter : spec.positionalParameters()) {
            words.add(parameter.arity().min() == 0 ? "[" + parameter.paramLabel() + "]" : parameter.paramLabel());
        }
        if (!spec.subcommands().isEmpty()) {
            words.add("[COMMAND]");
        }
        return String.join(" ", words);
    }

    private static String row(PositionalParamSpec parameter) {
        return row("`" + parameter.paramLabel() + "`", Akoflow.description(parameter));
    }

    private static String row(OptionSpec option) {
        var names = Stream.of(option.names()).collect(Collectors.joining("`, `", "`", ""));
        var value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return row(names + value + "`", Akoflow.description(option));
    }

    private static String row(String what, String description) {
        return "| %s | %s |%n".formatted(what, description.replace("|", "\\|"));
    }
}
