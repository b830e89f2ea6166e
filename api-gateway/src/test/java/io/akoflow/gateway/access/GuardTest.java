package io.akoflow.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akoflow.gateway.GatewayConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    private static final Optional<String> NOTHING = Optional.empty();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "no such host"})
    void shouldNotStartWhenAnybodyCouldAsk(String host) {
        // given
        var config = config("required", "");

        // when
        assertThatThrownBy(() -> new Guard(config, host, false, NOTHING))
                // then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Expected authentication, since '" + host + "'")
                .hasMessageContaining("akoflow.auth=none");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, required, '',   '',          false",
        "localhost, required, '',   '',          false",
        "::1,       required, '',   '',          false",
        "127.0.0.1, required, word, '',          true",
        "0.0.0.0,   required, word, '',          true",
        "0.0.0.0,   required, '',   http://oidc, true",
        "127.0.0.1, required, '',   http://oidc, true",
        "0.0.0.0,   none,     '',   '',          false",
        "0.0.0.0,   none,     word, http://oidc, false"
    })
    void shouldAskUnlessOnlyThisMachineCanOrNobodyWants(
            String host, String auth, String token, String issuer, boolean asks) {
        // given
        var config = config(auth, token);

        // when
        var guard =
                new Guard(config, host, !issuer.isEmpty(), Optional.of(issuer).filter(it -> !it.isEmpty()));

        // then
        assertThat(guard.isGuarded()).isEqualTo(asks);
    }

    @Test
    void shouldNotStartWhenProviderIsNamedAndNotAsked() {
        // given
        var config = config("required", "word");

        // when
        assertThatThrownBy(() -> new Guard(config, "127.0.0.1", false, Optional.of("http://oidc")))
                // then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Expected quarkus.oidc.tenant-enabled=true");
    }

    @Test
    void shouldKnowTokenOfSettings() {
        // when
        var guard = new Guard(config("required", "word"), "127.0.0.1", false, NOTHING);

        // then
        assertThat(guard.isToken("word")).isTrue();
        assertThat(guard.isToken("words")).isFalse();
        assertThat(guard.isToken("")).isFalse();
    }

    private static GatewayConfig config(String auth, String token) {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withDefaultValue("akoflow.gateway.auth", auth)
                .withDefaultValue("akoflow.gateway.token", token)
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
