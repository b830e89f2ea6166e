package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run is cancelled, resumed and deleted from the command line")
class SteeringCommandsTest extends CommandLineFixture {

    private static final String CANCEL = "POST /api/v1/runs/%s/cancel".formatted(RUN);
    private static final String RESUME = "POST /api/v1/runs/%s/resume".formatted(RUN);

    private static String run(String state, int seq) {
        return "{\"id\":\"%s\",\"state\":\"%s\",\"seq\":%d,\"message\":\"It is so.\"}".formatted(RUN, state, seq);
    }

    private static String event(String state, int seq) {
        return "event: run\nid: %d\ndata: %s".formatted(seq, run(state, seq));
    }

    @Test
    void shouldPrintIdWhenLastRunIsCancelled() {
        // given
        gateway.on("GET /api/v1/runs?limit=1", 200, LIST).on(CANCEL, 202, run("CANCELLING", 4));
        // when
        int code = akoflow("cancel", "last");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(RUN + System.lineSeparator());
    }

    @Test
    void shouldEndWithZeroWhenCancelledRunIsWaitedFor() {
        // given
        gateway.on("GET /api/v1/runs?limit=6&id=01kaz", 200, LIST)
                .on(CANCEL, 202, run("CANCELLING", 4))
                .on(EVENTS, events(event("CANCELLING", 4), event("CANCELLED", 9)))
                .on(ACTIVITIES, 200, "{\"items\":[]}");
        // when
        int code = akoflow("cancel", "01KAZ", "--wait");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).endsWith("cancelled: It is so." + System.lineSeparator());
    }

    @Test
    void shouldEndWithTwoWhenRunIsOverAlready() {
        // given
        gateway.on(CANCEL, 409, "{\"detail\":\"Expected the run not to be over, but it is\"}");
        // when
        int code = akoflow("cancel", RUN);
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("not to be over");
    }

    @Test
    void shouldSendNoFileWhenNoneIsNamed() {
        // given
        gateway.on(RESUME, 202, run("FAILED", 7));
        // when
        int code = akoflow("resume", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(RUN + System.lineSeparator());
        assertThat(gateway.requests.getFirst().body()).isEmpty();
    }

    @Test
    void shouldWaitForTheNextEndWhenThePresentOneIsTheOld() throws IOException {
        // given
        gateway.on(RESUME, 202, run("FAILED", 7))
                .on(EVENTS, events(event("FAILED", 7), event("RUNNING", 8), event("SUCCEEDED", 12)))
                .on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted("""
                        {"activity":0,"name":"kept","state":"SUCCEEDED","attempt":1,"seq":3},
                        {"activity":1,"name":"again","state":"SUCCEEDED","attempt":2,"seq":11}"""));
        // when
        int code = akoflow("resume", RUN, "--file", file("name: better"), "--wait");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly("run " + RUN, "again succeeded (attempt 2)", "run " + RUN + " succeeded: It is so.");
        assertThat(gateway.requests.getFirst().body()).isEqualTo("name: better");
        assertThat(gateway.requests.get(1).header("Last-event-id")).isEqualTo("7");
    }

    @Test
    void shouldEndWithOneWhenItCouldNotBeResumedAfterAll() {
        // given
        gateway.on(RESUME, 202, run("FAILED", 7))
                .on(EVENTS, events(event("FAILED", 7), event("FAILED", 8)))
                .on(ACTIVITIES, 200, "{\"items\":[]}");
        // when
        int code = akoflow("resume", RUN, "--wait");
        // then
        assertThat(code).isEqualTo(1);
    }

    @Test
    void shouldSayWhatWouldRunAndWhyWhenDry() throws IOException {
        // given
        gateway.on(RESUME + "?dryRun=true", 200, """
                {"id":"x","kept":5,"activities":[
                  {"activity":1,"name":"a1","reason":"CHANGED","because":"Changed: run."},
                  {"activity":2,"name":"a2","reason":"DESCENDANT","because":"It depends on 'a1', which runs again."}]}""");
        // when
        int code = akoflow("resume", RUN, "--file", file("name: x"), "--dry-run");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "ACTIVITY WHY",
                        "a1 Changed: run.",
                        "a2 It depends on 'a1', which runs again.",
                        "2 would run, and 5 keep their results.");
    }

    @Test
    void shouldEndWithTwoWhenDryRunIsToBeWaitedFor() {
        // when
        int code = akoflow("resume", RUN, "--dry-run", "--wait");
        // then
        assertThat(code).isEqualTo(2);
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void shouldPrintNothingWhenDeleted() {
        // given
        gateway.on("DELETE /api/v1/runs/" + RUN, 204, "");
        // when
        int code = akoflow("delete", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEmpty();
    }
}
