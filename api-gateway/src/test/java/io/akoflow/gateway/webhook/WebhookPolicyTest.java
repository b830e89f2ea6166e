package io.akoflow.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akoflow.contract.RunState;
import io.akoflow.contract.Webhook;
import io.akoflow.gateway.GatewayConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookPolicyTest {

    private static final String SECRET = "akoflow.gateway.notify.secret";
    private static final String ALLOWED = "akoflow.gateway.notify.allowed";
    private static final String URL = "akoflow.gateway.notify.url";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '',             http://localhost:9000/x,       true",
        "127.0.0.1, '',             http://[::1]:9000/,            true",
        "127.0.0.1, '',             http://169.254.169.254/,       false",
        "0.0.0.0,   '',             http://localhost:9000/x,       false",
        "0.0.0.0,   '*.lab.example', https://hooks.lab.example/a,  true",
        "0.0.0.0,   '*.lab.example', https://HOOKS.LAB.EXAMPLE/a,  true",
        "0.0.0.0,   '*.lab.example', https://lab.example.evil/,    false",
        "127.0.0.1, '*.lab.example', http://localhost/,            false"
    })
    void shouldAllowHostsThatAreNamedElseLoopbackOnLoopback(
            String listens, String allowed, String url, boolean isAllowed) {
        // given
        var config = allowed.isEmpty() ? config(Map.of()) : config(Map.of(ALLOWED, allowed, SECRET, "s"));
        var policy = new WebhookPolicy(config, listens);

        // when
        var objections = policy.objections(List.of(new Webhook(url, List.of(RunState.FAILED))));

        // then
        assertThat(objections.isEmpty()).isEqualTo(isAllowed);
    }

    @Test
    void shouldNotStartWhenThereIsNothingToSignWith() {
        // given
        var config = config(Map.of(ALLOWED, "hooks.example"));

        // when
        assertThatThrownBy(() -> new WebhookPolicy(config, "0.0.0.0"))
                // then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Expected akoflow.gateway.notify.secret");
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.example,                        but it is 'hooks.example'",
        "ftp://hooks.example/,                 but it is 'ftp://hooks.example/'",
        "https://hooks.example/#part,          but it is 'https://hooks.example/#part'",
        "https://ada:lovelace@hooks.example/a, 'but it is another, which may hold a password'"
    })
    void shouldNotStartWhenUrlIsNoneThatFilesMayHave(String url, String words) {
        // given
        var config = config(Map.of(URL, url, SECRET, "s"));

        // when
        assertThatThrownBy(() -> new WebhookPolicy(config, "0.0.0.0"))
                // then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(words)
                .hasMessageNotContaining("lovelace");
    }

    private static GatewayConfig config(Map<String, String> settings) {
        var builder = new SmallRyeConfigBuilder().withMapping(GatewayConfig.class);
        settings.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(GatewayConfig.class);
    }
}
