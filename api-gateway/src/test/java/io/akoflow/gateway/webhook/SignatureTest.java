package io.akoflow.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example of the reference libraries of Standard Webhooks. */
    @Test
    void shouldSignAsOthersDo() {
        // given
        var signature = new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        // when
        var header = signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");

        // then
        assertThat(header).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void shouldTakeAnyTextAsSecret() {
        // given
        var plain = new Signature("a secret, not base64");

        // when
        var header = plain.of("a", 1, "{}");

        // then
        assertThat(header).startsWith("v1,").isNotEqualTo(new Signature("another").of("a", 1, "{}"));
    }
}
