package io.akoflow.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    @ParameterizedTest
    @CsvSource({"ada, VIEWER,    false", "ada, SUBMITTER, true", "bob, SUBMITTER, false", "bob, OPERATOR,  true"})
    void shouldChangeWhatIsTheirsUnlessOperator(String name, Role role, boolean may) {
        assertThat(new Caller(name, role).mayChange("ada")).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({"ada, true", "ada@example.org, true", "' ', false", "local, false", "kafka, false"})
    void shouldNotBeCalledWhatTheGatewayCallsItself(String name, boolean is) {
        assertThat(Caller.isName(name)).isEqualTo(is);
    }

    @Test
    void shouldNotShowTokenInText() {
        // given
        var secret = TokenSecret.make();

        // when
        var text = secret.toString();

        // then
        assertThat(text).isEqualTo("akf_…");
        assertThat(secret.isWellFormed()).isTrue();
        assertThat(secret.reveal()).hasSize(47).isNotEqualTo(TokenSecret.make().reveal());
        assertThat(TokenSecret.said(secret.reveal()).hash()).isEqualTo(secret.hash());
    }
}
