package io.akoflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A script by which the shell fish completes commands, options and their values. */
final class FishCompletion {

    /** Commands are found by the words that are no options, from the left. */
    private static final String FUNCTIONS = """
            # Completion of akoflow for fish: akoflow completion fish | source
            function __akoflow_words
                set -l words (commandline -opc)
                for word in $words[2..-1]
                    string match -q -- '-*' $word; or echo $word
                end
            end
            function __akoflow_in
                set -l words (__akoflow_words)
                test (count $words) -ge (count $argv); or return 1
                test (count $argv) -eq 0; or test "$words[1..$(count $argv)]" = "$argv"
            end
            function __akoflow_at
                set -l words (__akoflow_words)
                test "$words" = "$argv"
            end
            complete -c akoflow -e
            complete -c akoflow -f
            """;

    private final CommandSpec root;
    private final StringBuilder script = new StringBuilder();

    FishCompletion(CommandSpec root) {
        this.root = root;
    }

    String script() {
        script.append(FUNCTIONS);
        add(root, List.of());
        return script.toString();
    }

    private void add(CommandSpec command, List<String> words) {
        var at = quoted(("__akoflow_at " + String.join(" ", words)).strip());
        // the root's own options are not those of its commands
        var in = words.isEmpty() ? at : quoted("__akoflow_in " + String.join(" ", words));
        command.subcommands().forEach((name, line) -> {
            var description = line.getCommandSpec().usageMessage().description();
            line("-n %s -a %s%s".formatted(at, quoted(name), described(String.join(" ", description))));
        });
        for (var option : command.options()) {
            add(option, in);
        }
        for (var parameter : command.positionalParameters()) {
            if (isFile(parameter)) {
                line("-n %s -F".formatted(in));
            } else if (parameter.completionCandidates() != null) {
                line("-n %s -a %s".formatted(in, values(parameter)));
            }
        }
        command.subcommands().forEach((name, line) -> {
            var longer = new ArrayList<>(words);
            longer.add(name);
            add(line.getCommandSpec(), longer);
        });
    }

    private void add(OptionSpec option, String in) {
        var text = new StringBuilder("-n ").append(in);
        for (var name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            text.append(isFile(option) ? " -r -F" : " -x");
            if (option.completionCandidates() != null) {
                text.append(" -a ").append(values(option));
            }
        }
        line(text + described(Akoflow.description(option)));
    }

    private static boolean isFile(ArgSpec arg) {
        return arg.type() == Path.class;
    }

    private static String values(ArgSpec arg) {
        var values = new ArrayList<String>();
        arg.completionCandidates().forEach(values::add);
        return quoted(String.join(" ", values));
    }

    private static String described(String text) {
        return text.isEmpty() ? "" : " -d " + quoted(text);
    }

    private void line(String text) {
        script.append("complete -c akoflow ").append(text).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
