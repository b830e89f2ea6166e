package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Logs on the command line")
class LogsCommandTest extends CommandLineFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GET = "GET /api/v1/runs/" + RUN;

    @Test
    void shouldFollowWhatRunsAndNotWhatEndedBefore() {
        // given
        gateway.on(GET, 200, run("RUNNING"))
                .on(
                        EVENTS,
                        events(
                                event(5, activity("before", "SUCCEEDED", 5)),
                                event(8, activity("now", "RUNNING", 8)),
                                event(12, activity("short", "SUCCEEDED", 12)),
                                ended("SUCCEEDED")))
                .on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(activity("missed", "SUCCEEDED", 13)))
                .on(log("now"), text("1\n"))
                .on(log("short"), text("2\n"))
                .on(log("missed"), text("3\n"));
        // when
        int code = akoflow("logs", RUN, "--follow");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines()).containsExactlyInAnyOrder("now | 1", "short | 2", "missed | 3");
        assertThat(gateway.requests).noneMatch(request -> request.target().contains("/activities/before/"));
    }

    @Test
    void shouldPrintAllWhenFollowedRunIsOver() {
        // given
        gateway.on(GET, 200, run("FAILED"))
                .on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(activity("a", "SUCCEEDED", 5)))
                .on("GET /api/v1/runs/%s/activities/a/log?follow=true".formatted(RUN), text("x\n"));
        // when
        int code = akoflow("logs", RUN, "--follow");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("a | x\n");
    }

    @Test
    void shouldReadSomeAtOnceAndAllInTheEndWhenManyRun() throws Exception {
        // given
        var running = IntStream.range(0, LogFollower.MOST_AT_ONCE + 8)
                .mapToObj(i -> "a" + i)
                .toList();
        var told = running.stream().map(name -> event(9, activity(name, "RUNNING", 9)));
        gateway.on(
                        EVENTS,
                        events(Stream.concat(told, Stream.of(ended("SUCCEEDED")))
                                .toArray(String[]::new)))
                .on(ACTIVITIES, 200, "{\"items\":[]}");
        running.forEach(name -> gateway.on(log(name), text(name + "\n")));
        var server = new Server(URI.create(gateway.url() + "/"), null);
        var follower = new LogFollower(new LogsCommand(console(Console.Surface.NO_TERMINAL)), server, RUN);
        var othersWait = new FutureTask<>(() -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (follower.waiting() < 8 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return follower.waiting();
        });
        gateway.before(target -> {
            if (target.contains("/log?")) {
                othersWait.run(); // once, and whoever comes later waits for it below
                join(othersWait);
            }
        });
        // when
        follower.untilOver(new RunEvents(server, RUN), _ -> true);
        // then
        assertThat(othersWait.get()).isEqualTo(8);
        assertThat(out.toString(UTF_8).lines()).hasSize(running.size());
        assertThat(err.toString(UTF_8))
                .isEqualTo("Following 32 logs at once; others are printed when one of these ends.\n");
    }

    private static void join(FutureTask<Integer> task) {
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldColourPrefixesAndPassOnlyColoursOnTerminal() {
        // given
        gateway.on(
                        ACTIVITIES,
                        200,
                        "{\"items\":[%s,%s]}"
                                .formatted(activity("a", "SUCCEEDED", 5), activity("b\\u001b[2J", "SUCCEEDED", 6)))
                .on("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), text("\u001b[32mok\u001b[2J\n"))
                .on("GET /api/v1/runs/%s/activities/b%%1B%%5B2J/log".formatted(RUN), text("x\n"));
        // when
        akoflowOnTerminal("logs", RUN);
        // then
        assertThat(out.toString(UTF_8))
                .isEqualTo("\u001b[36ma |\u001b[0m \u001b[32mok\u001b[0m\n\u001b[33mb [2J |\u001b[0m x\n");
    }

    @Test
    void shouldPassOnlyColoursOnTerminalWhenActivityIsNamed() {
        // given
        gateway.on("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), text("\u001b[32mok\u001b]0;title\u0007\n"));
        // when
        akoflowOnTerminal("logs", RUN, "a");
        // then
        assertThat(out.toString(UTF_8)).isEqualTo("\u001b[32mok\u001b[0m\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a"})
    void shouldPassNothingThatATerminalObeysWhenOnlyTheInputIsKnownToBeNone(String activity) {
        // given
        gateway.on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(activity("a", "SUCCEEDED", 5)))
                .on("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), text("\u001b[32mok\u001b]0;title\u0007\n"));
        var console = console(Console.Surface.of(false, null));
        // when
        Akoflow.execute(
                console, activity.isEmpty() ? new String[] {"logs", RUN} : new String[] {"logs", RUN, activity});
        // then
        assertThat(out.toString(UTF_8)).endsWith("ok\n").doesNotContain("\u001b");
    }

    @Test
    void shouldPrintByteForByteOnPipeWhenActivityIsNamed() {
        // given
        gateway.on("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), text("\u001b[2J\u0007\r\nx"));
        // when
        akoflow("logs", RUN, "a");
        // then
        assertThat(out.toString(UTF_8)).isEqualTo("\u001b[2J\u0007\r\nx");
    }

    @Test
    void shouldPrintObjectForEachLineWhenJsonIsAskedFor() {
        // given
        gateway.on("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), text("one\ntwo \"2\"\r\n"));
        // when
        akoflow("logs", RUN, "a", "--output", "json");
        // then
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "{\"activity\":\"a\",\"line\":\"one\"}", "{\"activity\":\"a\",\"line\":\"two \\\"2\\\"\"}");
    }

    @Test
    void shouldComeInPiecesWhenLineDoesNotEnd() {
        // given
        var endless = "x".repeat(LogLines.LONGEST - 1) + "🌍" + "y".repeat(10);
        gateway.on("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), text(endless));
        // when
        akoflowOnTerminal("logs", RUN, "a");
        // then
        assertThat(out.toString(UTF_8).lines())
                .containsExactly("x".repeat(LogLines.LONGEST - 1) + "🌍", "y".repeat(10));
    }

    @Test
    void shouldEndThoughTheRunGoesOnWhenNobodyReadsTheRest() {
        // given
        gateway.on(GET, 200, run("RUNNING"))
                .onEndless(
                        EVENTS,
                        events(event(8, activity("talks", "RUNNING", 8)), event(9, activity("silent", "RUNNING", 9))))
                .onEndless(log("talks"), text("1\n2\n"))
                .onEndless(log("silent"), text(""));
        var head = new FailingOutput("talks | 1\n".length(), FailingOutput.READER_GONE);
        // when
        int code = assertTimeoutPreemptively(PATIENCE, () -> akoflowPrintingTo(head, "logs", RUN, "--follow"));
        // then
        assertThat(code).isEqualTo(ExitCode.NOT_READ);
        assertThat(head.taken.toString(UTF_8)).isEqualTo("talks | 1\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldSaySoWhenTheStandardOutputTakesNoMore(String format) {
        // given
        gateway.onEndless("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), text("one\ntwo\n"));
        var full = new FailingOutput(0, FailingOutput.FULL);
        // when
        int code = assertTimeoutPreemptively(
                PATIENCE, () -> akoflowPrintingTo(full, "logs", RUN, "a", "--output", format));
        // then
        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(err.toString(UTF_8))
                .isEqualTo("akoflow: Expected to write to the standard output, but No space left on device.\n");
    }

    @Test
    void shouldPrintTheOthersAndEndWith3WhenALogCantBeRead() {
        // given
        gateway.on(
                        ACTIVITIES,
                        200,
                        "{\"items\":[%s,%s]}".formatted(activity("a", "SUCCEEDED", 5), activity("b", "SUCCEEDED", 6)))
                .on("GET /api/v1/runs/%s/activities/a/log".formatted(RUN), 500, "{}")
                .on("GET /api/v1/runs/%s/activities/b/log".formatted(RUN), text("x\n"));
        // when
        int code = akoflow("logs", RUN);
        // then
        assertThat(code).isEqualTo(ExitCode.NO_SERVER);
        assertThat(out.toString(UTF_8)).isEqualTo("b | x\n");
        assertThat(err.toString(UTF_8)).contains("Expected the log of activity 'a', but");
    }

    @Test
    void shouldEndWith3WhenAFollowedLogCantBeRead() {
        // given
        gateway.on(GET, 200, run("RUNNING"))
                .on(EVENTS, events(event(11, activity("a", "RUNNING", 11)), ended("SUCCEEDED")))
                .on(ACTIVITIES, 200, "{\"items\":[]}")
                .on(log("a"), 500, "{}");
        // when
        int code = akoflow("logs", RUN, "--follow");
        // then
        assertThat(code).isEqualTo(ExitCode.NO_SERVER);
    }

    private static String run(String state) {
        return "{\"id\":\"%s\",\"seq\":10,\"state\":\"%s\"}".formatted(RUN, state);
    }

    private static String activity(String name, String state, int seq) {
        return "{\"name\":\"%s\",\"state\":\"%s\",\"attempt\":1,\"seq\":%d,\"startedAt\":\"2026-01-01T12:00:00Z\"}"
                .formatted(name, state, seq);
    }

    private static String event(int id, String activity) {
        return "event: activity\nid: %d\ndata: %s".formatted(id, activity);
    }

    private static String log(String name) {
        return "GET /api/v1/runs/%s/activities/%s/log?follow=true&attempt=1".formatted(RUN, name);
    }

    private static ScriptedGateway.Answer text(String body) {
        return new ScriptedGateway.Answer(200, "text/plain", body);
    }
}
