package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens on the command line")
class TokenCommandTest extends CommandLineFixture {

    private static final String MADE =
            "{\"id\":\"01kt\",\"token\":\"akf_x\",\"subject\":\"ada\",\"role\":\"VIEWER\",\"expiresAt\":\"2026-04-01T12:00:00Z\"}";

    @Test
    void shouldPrintTokenAloneWhenItIsMade() {
        // given
        gateway.on("POST /api/v1/tokens", 201, MADE);
        // when
        int code = akoflow("token", "create", "ada", "--role", "viewer", "--days", "3", "--description", "a page");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("akf_x\n");
        assertThat(err.toString(UTF_8))
                .contains("01kt", "ada", "viewer", "2026-04-01")
                .doesNotContain("akf_x");
        var wish = Json.parse(gateway.requests.getFirst().body());
        assertThat(wish.path("subject").asText()).isEqualTo("ada");
        assertThat(wish.path("role").asText()).isEqualTo("viewer");
        assertThat(wish.path("description").asText()).isEqualTo("a page");
        assertThat(wish.path("expiresAt").asText()).endsWith("Z");
    }

    @Test
    void shouldLeaveEndToServerWhenNoDaysAreSaid() {
        // given
        gateway.on("POST /api/v1/tokens", 201, MADE);
        // when
        akoflow("token", "create", "ada");
        // then
        assertThat(Json.parse(gateway.requests.getFirst().body()))
                .isEqualTo(Json.parse("{\"subject\":\"ada\",\"role\":\"submitter\"}"));
    }

    @Test
    void shouldListTokensWithoutThemselves() {
        // given
        gateway.on("GET /api/v1/tokens", 200, "{\"items\":[%s]}".formatted(MADE));
        // when
        int code = akoflow("token", "list");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "TOKEN SUBJECT ROLE GOOD UNTIL REVOKED DESCRIPTION", "01kt ada viewer 2026-04-01T12:00:00Z");
    }

    @Test
    void shouldRevokeByIdAndNotByTokenItself() {
        // given
        gateway.on("DELETE /api/v1/tokens/01kt", 204, "");
        // when
        int code = akoflow("token", "revoke", "01kt");
        int wrong = akoflow("token", "revoke", "akf_x");
        // then
        assertThat(code).isZero();
        assertThat(wrong).isEqualTo(2);
        assertThat(gateway.requests).hasSize(1);
    }

    @Test
    void shouldSayWhyWhenRoleDoesNotReach() {
        // given
        gateway.on("GET /api/v1/tokens", 403, "{\"detail\":\"Expected to be asked for this by an operator\"}");
        // when
        int code = akoflow("token", "list");
        // then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString(UTF_8)).isEqualTo("akoflow: Expected to be asked for this by an operator\n");
    }

    @Test
    void shouldSayWhatThereIsWhenNothingIsAsked() {
        // given
        var command = "token";
        // when
        int code = akoflow(command);
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("'token create'", "See 'akoflow token --help'");
    }
}
