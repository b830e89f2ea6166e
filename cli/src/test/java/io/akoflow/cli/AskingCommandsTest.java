package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the command line tells of runs")
class AskingCommandsTest extends CommandLineFixture {

    @Test
    void shouldEndWith3WhenTokenIsRefused() {
        // given
        gateway.on("GET /api/v1/runs?limit=20", 401, "{\"detail\":\"Expected a token, but there is none\"}");
        // when
        int code = akoflow("list");
        // then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString(UTF_8)).contains("AKOFLOW_TOKEN");
    }

    @Test
    void shouldSendTokenOfStateFolderWhenServerIsThisMachine() throws IOException {
        // given
        gateway.on("GET /api/v1/runs?limit=20", 200, LIST);
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/token"), "s3cret\n");
        // when
        int code = akoflow("list");
        // then
        assertThat(code).isZero();
        assertThat(gateway.requests.getFirst().header("Authorization")).isEqualTo("Bearer s3cret");
    }

    @Test
    void shouldPrintTableWhenListed() {
        // given
        gateway.on("GET /api/v1/runs?limit=20", 200, LIST);
        // when
        int code = akoflow("list");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly("RUN NUMBER NAME STATE SUBMITTED TIME", RUN + " 4 hi failed");
    }

    @Test
    void shouldSayCauseAndAdviceWhenRunIsShown() {
        // given
        gateway.on("GET /api/v1/runs?limit=1", 200, LIST)
                .on(
                        "GET /api/v1/runs/" + RUN,
                        200,
                        "{\"id\":\"%s\",\"number\":4,\"name\":\"hi\",\"state\":\"FAILED\"}".formatted(RUN))
                .on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(FAILED_ACTIVITY));
        // when
        int code = akoflow("show", "last");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8))
                .contains("state      failed")
                .contains(
                        "(USER, ExitCode):",
                        "The command ended with exit code 3.",
                        "Look at the log.",
                        "| no such file");
    }

    @Test
    void shouldSayWhereFilesAreWhenDisksAreFolders() throws IOException {
        // given
        gateway.on("GET /api/v1/runs/" + RUN, 200, "{\"id\":\"%s\",\"state\":\"FAILED\"}".formatted(RUN))
                .on(ACTIVITIES, 200, "{\"items\":[]}");
        var work = folder.resolve("home/disks/akoflow-work");
        Files.createDirectories(work.resolve("akoflow-" + RUN));
        Files.createDirectories(work.resolve("akoflow-" + RUN.replace('k', 'x')));
        // when
        int code = akoflow("show", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines().filter(line -> line.startsWith("files")))
                .containsExactly("files      " + work.resolve("akoflow-" + RUN));
    }

    @Test
    void shouldAskForMoreWhenSeveralRunsBeginSo() {
        // given
        gateway.on("GET /api/v1/runs?limit=6&id=01k", 200, "{\"items\":[{\"id\":\"01ka\"},{\"id\":\"01kb\"}]}");
        // when
        int code = akoflow("show", "01K");
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("several begin with '01K': 01ka, 01kb.");
    }

    @Test
    void shouldSayThereIsNoneWhenNoRunBeginsSo() {
        // given
        gateway.on("GET /api/v1/runs?limit=6&id=zz", 200, "{\"items\":[]}");
        // when
        int code = akoflow("logs", "zz");
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("none begins with 'zz'");
    }

    @Test
    void shouldPrintLogAsItIsWhenActivityIsNamed() {
        // given
        gateway.on(
                "GET /api/v1/runs/" + RUN + "/activities/a%20b/log?attempt=1",
                new ScriptedGateway.Answer(200, "text/plain", "né\n"));
        // when
        int code = akoflow("logs", RUN, "a b", "--attempt", "1");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("né\n");
    }

    @Test
    void shouldPrintEveryLogWhenNoActivityIsNamed() {
        // given
        gateway.on(
                        ACTIVITIES,
                        200,
                        "{\"items\":[%s,{\"name\":\"later\",\"state\":\"WAITING\"}]}".formatted(FAILED_ACTIVITY))
                .on(
                        "GET /api/v1/runs/" + RUN + "/activities/count/log",
                        new ScriptedGateway.Answer(200, "text/plain", "1\n2\n"));
        // when
        int code = akoflow("logs", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines()).containsExactly("count | 1", "count | 2");
    }

    @Test
    void shouldEndWith2WhenNothingIsAsked() {
        // given
        var nothing = new String[0];
        // when
        int code = akoflow(nothing);
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("Expected a command or --file, but there is neither.", "akoflow --help");
    }

    @Test
    void shouldEndWith2WhenServerIsNotUrl() {
        // given
        var server = "not a url";
        // when
        int code = akoflow("list", "--server", server);
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("as the server, but it is 'not a url'.");
    }

    @Test
    void shouldPrintJsonWhenAskedTo() {
        // given
        gateway.on("GET /api/v1/runs?limit=20", 200, LIST);
        // when
        int code = akoflow("list", "--output", "json");
        // then
        assertThat(code).isZero();
        assertThat(Json.parse(out.toString(UTF_8))).isEqualTo(Json.parse(LIST));
    }

    @Test
    void shouldAskServerOfThisMachineWhenNoneIsNamed() throws IOException {
        // given
        gateway.on("GET /api/v1/runs?limit=20", 200, LIST);
        env.remove("AKOFLOW_SERVER");
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/server"), gateway.url() + "\n");
        // when
        int code = akoflow("list");
        // then
        assertThat(code).isZero();
        assertThat(gateway.requests).hasSize(1);
    }

    @Test
    void shouldSayWhatIsThereWhenCommandIsNot() {
        // given
        var word = "lst";
        // when
        int code = akoflow(word);
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("but there is no 'lst'. Did you mean list");
    }

    @Test
    void shouldSayWhatIsMissingWhenArgumentIs() {
        // given
        var command = "show";
        // when
        int code = akoflow(command);
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Expected RUN, but it is missing.", "akoflow show --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "list", "show", "logs", "token", "token create"})
    void shouldExplainACommandWhenAskedForHelp(String command) {
        // given
        var words = (command + " --help").split(" ");
        // when
        int code = akoflow(words);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: akoflow " + command + " ");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldNotPassOnWhatTerminalWouldObey() {
        // given
        gateway.on("GET /api/v1/runs?limit=20", 200, LIST.replace("\"hi\"", "\"h\\u001b[2Ji\\n\""));
        // when
        int code = akoflow("list");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).contains("h [2Ji ").doesNotContain("\u001b");
    }

    @Test
    void shouldEndWith3AndNoStackTraceWhenAnswerIsNoneOfOurs() {
        // given
        gateway.on("GET /api/v1/runs/" + RUN, 200, "{\"state\":7}")
                .on(ACTIVITIES, 200, "{\"items\":[{\"state\":\"DANCING\"}]}");
        // when
        int code = akoflow("show", RUN);
        // then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString(UTF_8)).startsWith("akoflow: Expected ").doesNotContain("\tat ");
    }

    @Test
    void shouldSayOnceWhatManyWereSkippedFor() {
        // given
        var skipped = IntStream.range(0, 7)
                .mapToObj("{\"activity\":%1$d,\"name\":\"s%1$d\",\"state\":\"SKIPPED\",\"attempt\":0,"
                        .concat("\"waitingFor\":\"'count' failed.\"}")::formatted)
                .collect(Collectors.joining(","));
        gateway.on(
                        "GET /api/v1/runs/" + RUN,
                        200,
                        "{\"id\":\"%s\",\"name\":\"hi\",\"state\":\"FAILED\"}".formatted(RUN))
                .on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(skipped));
        // when
        akoflow("show", RUN);
        // then
        assertThat(out.toString(UTF_8)).contains("'count' failed. Not run because of this: s0, s1, s2, s3, s4, … (7)");
    }
}
