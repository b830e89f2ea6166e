package io.akoflow.cli;

import io.akoflow.engine.workflow.NearestName;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli finds wrong, in our words. */
final class WrongUse {

    private WrongUse() {}

    static String explain(ParameterException wrong) {
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing ->
                "Expected %s, but it is missing."
                        .formatted(missing.getMissing().getFirst().paramLabel());
            default -> String.valueOf(wrong.getMessage());
        };
    }

    private static String unmatched(UnmatchedArgumentException unmatched) {
        var given = unmatched.getUnmatched().getFirst();
        var command = unmatched.getCommandLine();
        var known = given.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        return "Expected %s, but there is no '%s'.%s"
                .formatted(
                        given.startsWith("-") ? "an option" : "a command or fewer arguments",
                        given,
                        NearestName.of(given, known)
                                .map(" Did you mean %s?"::formatted)
                                .orElse(""));
    }
}
