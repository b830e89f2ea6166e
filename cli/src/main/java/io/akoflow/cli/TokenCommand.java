package io.akoflow.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tokens of people and programs; its commands do the work. */
@Command(name = "token", description = "Make, list and revoke tokens; for operators.")
final class TokenCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private TokenCommand() {}

    static CommandLine with(Console console) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new TokenCreateCommand(console))
                .addSubcommand(new TokenListCommand(console))
                .addSubcommand(new TokenRevokeCommand(console));
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("Expected picocli to have set the command's spec, but it has not");
        }
        throw new ParameterException(
                spec.commandLine(), "Expected 'token create', 'token list' or 'token revoke', but there is none.");
    }
}
