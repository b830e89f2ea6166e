package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.cli.Akoflow;
import io.akoflow.local.command.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page on commands")
class CommandReferenceTest {

    @Test
    void shouldSayWhatCommandsSay() throws IOException {
        // given
        var file = Classes.home().resolve("docs/commands.md");
        // when
        var page = new CommandReference().page();
        // then
        if (Boolean.getBoolean("akoflow.write")) {
            Files.writeString(file, page);
        }
        assertThat(file)
                .as("made from the commands; it says itself how to make it anew")
                .content()
                .isEqualTo(page);
    }

    @Test
    void shouldKnowWhatOtherProgramsDo() {
        // given
        var others = Main.commands().getSubcommands();
        // when
        var known = Akoflow.commands().getSubcommands();
        // then
        assertThat(known).containsKeys(others.keySet().toArray(String[]::new));
        assertThat(others)
                .allSatisfy((name, command) -> assertThat(Objects.requireNonNull(known.get(name))
                                .getCommandSpec()
                                .usageMessage()
                                .description())
                        .isEqualTo(command.getCommandSpec().usageMessage().description()));
    }
}
