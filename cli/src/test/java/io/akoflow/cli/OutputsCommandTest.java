package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutputsCommandTest extends CommandLineFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OUTPUTS = "GET /api/v1/runs/%s/outputs".formatted(RUN);
    private static final String FILES = """
            {"items":[{"path":"a/b.txt","bytes":12,"modifiedAt":"2026-01-01T12:00:00.5Z","disk":"d"},\
            {"path":"bad\\u001b[31m\\nname","bytes":3,"modifiedAt":"2026-01-01T12:00:01Z","disk":"d"}],\
            "truncated":true,"unreadable":2}""";

    @Test
    void shouldListFilesWithoutWhatATerminalObeys() {
        // given
        gateway.on(OUTPUTS, 200, FILES);

        // when
        int code = akoflow("outputs", RUN);

        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("""
                PATH           BYTES  MODIFIED
                a/b.txt        12     2026-01-01T12:00:00Z
                bad [31m name  3      2026-01-01T12:00:01Z
                """);
        assertThat(err.toString(UTF_8)).isEqualTo("""
                There are more files; these are as many as are told at once.
                Folders that may not be looked into: 2
                """);
    }

    @Test
    void shouldPrintJsonWhenAsked() {
        // given
        gateway.on(OUTPUTS + "?activity=a%20b", 200, FILES);

        // when
        int code = akoflow("outputs", RUN, "--activity", "a b", "--output", "json");

        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).contains("\"path\" : \"a/b.txt\"", "\"truncated\" : true");
    }

    @Test
    void shouldPrintTheFileAsItIsWhenFetched() {
        // given
        gateway.on(OUTPUTS + "/content?path=a%2Fb%20c.txt", new ScriptedGateway.Answer(200, "text/plain", "as it\nis"));

        // when
        int code = akoflow("outputs", RUN, "--get", "a/b c.txt");

        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("as it\nis");
    }

    @Test
    void shouldWriteTheFileInPlaceOfAnotherWhenAsked() throws IOException {
        // given
        var file = folder.resolve("b.txt");
        Files.writeString(file, "old");
        gateway.on(OUTPUTS + "/content?path=b.txt", new ScriptedGateway.Answer(200, "text/plain", "new"));

        // when
        int code = akoflow("outputs", RUN, "--get", "b.txt", "--to", file.toString());

        // then
        assertThat(code).isZero();
        assertThat(file).hasContent("new");
        assertThat(folder.resolve("b.txt.part")).doesNotExist();
    }

    @Test
    void shouldLeaveTheFileAloneAndSayWhyWhenThereIsNone() throws IOException {
        // given
        var file = folder.resolve("b.txt");
        Files.writeString(file, "old");
        gateway.on(OUTPUTS + "/content?path=b.txt", 410, "{\"detail\":\"Expected the disk, but it was given up\"}");

        // when
        int code = akoflow("outputs", RUN, "--get", "b.txt", "--to", file.toString());

        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(file).hasContent("old");
        assertThat(err.toString(UTF_8)).isEqualTo("akoflow: Expected the disk, but it was given up\n");
    }

    @Test
    void shouldSaySoWhenItCantBeWritten() {
        // given
        gateway.on(OUTPUTS + "/content?path=b.txt", new ScriptedGateway.Answer(200, "text/plain", "new"));

        // when
        int code = akoflow(
                "outputs",
                RUN,
                "--get",
                "b.txt",
                "--to",
                folder.resolve("no/such").toString());

        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(err.toString(UTF_8)).startsWith("akoflow: Expected to write the file, but ");
    }

    @Test
    void shouldSaySoWhenTheStandardOutputTakesNoMore() {
        // given
        gateway.on(OUTPUTS + "/content?path=b.txt", new ScriptedGateway.Answer(200, "text/plain", "0123456789"));

        // when
        int code = akoflowPrintingTo(new FailingOutput(4, FailingOutput.FULL), "outputs", RUN, "--get", "b.txt");

        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(err.toString(UTF_8))
                .isEqualTo("akoflow: Expected to write to the standard output, but No space left on device.\n");
    }

    @Test
    void shouldFetchNoMoreAndEndQuietlyWhenNobodyReadsTheRest() {
        // given
        var beginning = new ScriptedGateway.Answer(200, "text/plain", "0123456789");
        gateway.onEndless(OUTPUTS + "/content?path=b.txt", beginning);
        var head = new FailingOutput(4, FailingOutput.READER_GONE);

        // when
        int code = assertTimeoutPreemptively(PATIENCE, () -> akoflowPrintingTo(head, "outputs", RUN, "--get", "b.txt"));

        // then
        assertThat(code).isEqualTo(ExitCode.NOT_READ);
        assertThat(head.taken.toString(UTF_8)).isEqualTo("0123");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldPutTheFileIntoAFolderWhenOneIsNamed() throws IOException {
        // given
        var into = Files.createDirectory(folder.resolve("results"));
        gateway.on(OUTPUTS + "/content?path=a%2Fb.txt", new ScriptedGateway.Answer(200, "text/plain", "new"));

        // when
        int code = akoflow("outputs", RUN, "--get", "a/b.txt", "--to", into.toString());

        // then
        assertThat(code).isZero();
        assertThat(into.resolve("b.txt")).hasContent("new");
        assertThat(folder.resolve("results.part")).doesNotExist();
    }

    @Test
    void shouldFetchNothingWhenThereIsAFolderInItsPlace() throws IOException {
        // given
        var inItsPlace = Files.createDirectories(folder.resolve("results/b.txt"));
        gateway.on(OUTPUTS + "/content?path=b.txt", new ScriptedGateway.Answer(200, "text/plain", "new"));

        // when
        int code = akoflow(
                "outputs",
                RUN,
                "--get",
                "b.txt",
                "--to",
                folder.resolve("results").toString());

        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(inItsPlace).isEmptyDirectory();
        assertThat(err.toString(UTF_8))
                .isEqualTo("akoflow: Expected to write the file, but %s is a folder.\n".formatted(inItsPlace));
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void shouldLeaveNothingBesideWhenTheFileCantBePutInPlace() throws IOException {
        // given
        var file = folder.resolve("b.txt");
        gateway.on(OUTPUTS + "/content?path=b.txt", new ScriptedGateway.Answer(200, "text/plain", "new"))
                .before(_ -> occupy(file));

        // when
        int code = akoflow("outputs", RUN, "--get", "b.txt", "--to", file.toString());

        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(folder.resolve("b.txt.part")).doesNotExist();
    }

    private static void occupy(Path file) {
        try {
            Files.createDirectories(file.resolve("other"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldAskForTheFileWhenOnlyItsTargetIsNamed() {
        // when
        int code = akoflow("outputs", RUN, "--to", "x");

        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(err.toString(UTF_8)).contains("Expected --get");
    }
}
