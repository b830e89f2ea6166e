package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run is exported from the command line")
class ExportCommandTest extends CommandLineFixture {

    private static final String EXPORT = "GET /api/v1/runs/%s/export?format=".formatted(RUN);

    @Test
    void shouldPrintWhatIsTold() {
        // given
        gateway.on(EXPORT + "trace", 200, "a\tb\n");

        // when
        int code = akoflow("export", RUN, "--to", "trace");

        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("a\tb\n");
    }

    @Test
    void shouldWriteIntoAFolderUnderANameOfItsOwn() throws IOException {
        // given
        gateway.on(EXPORT + "ro-crate", 200, "PK");

        // when
        int code = akoflow("export", RUN, "--to", "ro-crate", "--file", folder.toString());

        // then
        assertThat(code).isZero();
        assertThat(Files.readString(folder.resolve(RUN + "-crate.zip"))).isEqualTo("PK");
    }

    @Test
    void shouldNotPrintAnArchiveOnATerminal() {
        // when
        int code = akoflowOnTerminal("export", RUN, "--to", "ro-crate");

        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Expected --file beside --to ro-crate");
    }

    @Test
    void shouldSayWhichFormatsThereAre() {
        // when
        int code = akoflow("export", RUN, "--to", "cwl");

        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("Expected --to to be ro-crate, wfformat, trace or prov, but it is 'cwl'.");
    }
}
