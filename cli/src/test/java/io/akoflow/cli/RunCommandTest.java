package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A workflow file is submitted from the command line")
class RunCommandTest extends CommandLineFixture {

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
    void shouldPrintLogsOfEveryAttemptWhenFollowed() throws IOException {
        // given
        var first = FAILED_ACTIVITY.replace("\"attempt\":2", "\"attempt\":1");
        gateway.on("POST /api/v1/runs", 202, ACCEPTED)
                .on(
                        EVENTS,
                        events(
                                "event: activity\nid: 3\ndata: " + first,
                                "event: activity\nid: 4\ndata: " + first,
                                "event: activity\nid: 5\ndata: " + FAILED_ACTIVITY,
                                ended("FAILED")))
                .on(log(1), new ScriptedGateway.Answer(200, "text/plain", "one\n"))
                .on(log(2), new ScriptedGateway.Answer(200, "text/plain", "two\n"));
        // when
        int code = akoflow("run", file("x"), "--follow");
        // then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString(UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "run " + RUN, "count | one", "count | two", "run " + RUN + " failed: It ended.");
        assertThat(out.toString(UTF_8)).endsWith("It ended." + System.lineSeparator());
    }

    private static String log(int attempt) {
        return "GET /api/v1/runs/%s/activities/count/log?follow=true&attempt=%d".formatted(RUN, attempt);
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
}
