package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.cli.Console.Surface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is printed on")
class ConsoleTest {

    @ParameterizedTest
    @CsvSource({
        "true, true, DRAWN_ON",
        "true, , DRAWN_ON",
        "false, true, PERHAPS_TERMINAL",
        "false, , PERHAPS_TERMINAL",
        "false, false, NO_TERMINAL"
    })
    void shouldCountAsTerminalUnlessItIsKnownToBeNone(boolean interactive, String said, Surface surface) {
        // when
        var found = Surface.of(interactive, said);
        // then
        assertThat(found).isEqualTo(surface);
    }

    @Test
    void shouldBeToldByTheScript() throws IOException {
        // when
        var script = Files.readString(Path.of("../akoflow"));
        // then
        assertThat(script).contains("-Dakoflow.out-is-terminal=");
    }
}
