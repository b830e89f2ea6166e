package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What no command prints whole counts as not done")
class AkoflowTest extends CommandLineFixture {

    @ParameterizedTest
    @ValueSource(strings = {"list", "--help", "show --help", "--version", "completion fish"})
    void shouldNotEndAsDoneWhenItCantBePrinted(String words) {
        // given
        gateway.on("GET /api/v1/runs?limit=20", 200, LIST);
        var full = new FailingOutput(3, FailingOutput.FULL);
        // when
        int code = akoflowPrintingTo(full, words.split(" ", -1));
        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(err.toString(UTF_8))
                .isEqualTo("akoflow: Expected to write to the standard output, but No space left on device.\n");
    }
}
