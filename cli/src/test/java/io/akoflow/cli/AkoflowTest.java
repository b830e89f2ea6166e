package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line")
class AkoflowTest {

    private static final String RUN = "01kaz3k9p2m5v7w8x9y0abcdef";
    private static final String ACCEPTED =
            "{\"id\":\"%s\",\"number\":4,\"name\":\"hi\",\"state\":\"SUBMITTED\",\"activities\":1,\"warnings\":[]}"
                    .formatted(RUN);
    private static final String LIST =
            "{\"items\":[{\"id\":\"%s\",\"number\":4,\"name\":\"hi\",\"state\":\"FAILED\"}]}".formatted(RUN);
    private static final String EVENTS = "GET /api/v1/runs/%s/events".formatted(RUN);
    private static final String ACTIVITIES = "GET /api/v1/runs/%s/activities?limit=1000".formatted(RUN);
    private static final String FAILED_ACTIVITY = """
            {"activity":0,"name":"count","state":"FAILED","attempt":2,"startedAt":"2026-01-01T12:00:02Z",\
            "endedAt":"2026-01-01T12:00:05Z","failure":{"failureClass":"USER","kind":"ExitCode","exitCode":3,\
            "cause":"The command ended with exit code 3.","advice":"Look at the log.","logTail":"no such file"}}""";

    @TempDir
    Path folder;

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final Map<String, String> env = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void usePrivateHome() {
        env.put("AKOFLOW_HOME", folder.resolve("home").toString());
        env.put("AKOFLOW_SERVER", gateway.url());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void shouldPrintIdWhenFileIsAccepted() throws IOException {
        // given
        gateway.on("POST /api/v1/runs", 202, ACCEPTED);
        var file = file("name: hi");
        // when
        int code = akoflow("run", file);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(RUN + System.lineSeparator());
        assertThat(gateway.requests).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo("name: hi");
            assertThat(request.header("Content-type")).isEqualTo("application/yaml");
        });
    }

    @Test
    void shouldSubmitWhenOptionsAreThoseOfTheOriginal() throws IOException {
        // given
        gateway.on("POST /api/v1/runs", 202, ACCEPTED);
        var file = file("name: hi");
        var port = String.valueOf(gateway.port());
        env.remove("AKOFLOW_SERVER");
        // when
        int bare = akoflow("--host", "localhost", "--port", port, "--file", file);
        int withCommand = akoflow("run", "--host", "http://localhost", "--port", port, "--file", file);
        // then
        assertThat(bare).isZero();
        assertThat(withCommand).isZero();
        assertThat(gateway.requests).hasSize(2);
    }

    @Test
    void shouldSayEveryProblemWhenFileIsRefused() throws IOException {
        // given
        gateway.on("POST /api/v1/runs", 422, """
                {"title":"Invalid workflow file","status":422,"detail":"Expected a workflow, but it has 2 errors",
                 "problems":[{"severity":"ERROR","line":7,"column":19,"message":"Expected a, but b"},
                             {"severity":"WARNING","line":0,"column":0,"message":"Expected c, but d"}]}""");
        // when
        int code = akoflow("run", file("x"));
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("7:19: error: Expected a, but b")
                .contains("warning: Expected c, but d")
                .contains("it has 2 errors");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldEndWith3WhenNobodyAnswers() throws IOException {
        // given
        gateway.close();
        // when
        int code = akoflow("run", file("x"));
        // then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString(UTF_8)).contains("Expected a server at " + gateway.url(), "akoflow up");
    }

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
    void shouldEndWith1AndSayWhyWhenRunFailed() throws IOException {
        // given
        gateway.on("POST /api/v1/runs", 202, ACCEPTED)
                .on(EVENTS, events("event: activity\nid: 3\ndata: " + FAILED_ACTIVITY, ended("FAILED")))
                .on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(FAILED_ACTIVITY));
        // when
        int code = akoflow("run", file("x"), "--wait");
        // then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "run " + RUN,
                        "count failed (attempt 2) after 3.0s",
                        "    The command ended with exit code 3.",
                        "    Look at the log.",
                        "    | no such file",
                        "run " + RUN + " failed: It ended.");
    }

    @Test
    void shouldGoOnWhereItWasWhenConnectionBreaks() throws IOException {
        // given
        gateway.on("POST /api/v1/runs", 202, ACCEPTED)
                .on(EVENTS, events("event: activity\nid: 3\ndata: " + FAILED_ACTIVITY))
                .on(EVENTS, events(ended("SUCCEEDED")))
                .on(ACTIVITIES, 200, "{\"items\":[]}");
        // when
        int code = akoflow("run", file("x"), "--wait");
        // then
        assertThat(code).isZero();
        var again = gateway.requests.stream()
                .filter(r -> r.target().endsWith("/events"))
                .toList();
        assertThat(again).hasSize(2);
        assertThat(again.getLast().header("Last-event-id")).isEqualTo("3");
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
                .contains("The command ended with exit code 3.", "Look at the log.", "| no such file");
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
    void shouldSaySoWhenFileIsNotThere() {
        // given
        var missing = folder.resolve("missing.yaml").toString();
        // when
        int code = akoflow("run", missing);
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("Expected a workflow file at '%s', but there is none.".formatted(missing));
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

    private static String ended(String state) {
        return "event: run\nid: 9\ndata: {\"id\":\"%s\",\"state\":\"%s\",\"message\":\"It ended.\"}"
                .formatted(RUN, state);
    }

    private static ScriptedGateway.Answer events(String... events) {
        return new ScriptedGateway.Answer(200, "text/event-stream", String.join("\n\n", events) + "\n\n");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("workflow.yaml"), text).toString();
    }

    private int akoflow(String... args) {
        var console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), env, false);
        return Akoflow.execute(console, args);
    }
}
