package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Dead letters on the command line")
class DeadLettersCommandTest extends CommandLineFixture {

    @Test
    void shouldShowWhereTheyCameFromAndWhatIsWrong() {
        // given
        gateway.on("GET /api/v1/dead-letters?limit=20", 200, """
                {"items":[{"id":"2-17","topic":"akoflow.runs","partition":"0","offset":"5","at":"2026-01-01T12:00:00.5Z",
                  "reader":"akoflow/planner","error":"Expected JSON, but \\u001b[2J","bytes":7,"value":"{\\nx"}],
                 "next":"abc"}""");
        // when
        int code = akoflow("dead-letters");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "2-17  2026-01-01T12:00:00Z  akoflow.runs/0/5  read by akoflow/planner",
                        "    Expected JSON, but  [2J",
                        "    | { x");
        assertThat(err.toString(UTF_8)).contains("--cursor abc");
    }

    @Test
    void shouldSendAgainWhenReplayed() {
        // given
        gateway.on("POST /api/v1/dead-letters/2-17/replay", 204, "");
        // when
        int code = akoflow("dead-letters", "replay", "2-17");
        // then
        assertThat(code).isZero();
        assertThat(gateway.requests).hasSize(1);
    }

    @Test
    void shouldGoOnWhereTheListBeforeEnded() {
        // given
        gateway.on("GET /api/v1/dead-letters?limit=1&cursor=abc", 200, "{\"items\":[]}");
        // when
        int code = akoflow("dead-letters", "--limit", "1", "--cursor", "abc");
        // then
        assertThat(code).isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldEndWithTwoWhenThereIsNoSuchLetter() {
        // given
        gateway.on("POST /api/v1/dead-letters/9-9/replay", 404, "{\"detail\":\"Expected a dead letter, but none\"}");
        // when
        int code = akoflow("dead-letters", "replay", "9-9");
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Expected a dead letter, but none");
    }
}
