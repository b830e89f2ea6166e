package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SaidBytesTest {

    private final SaidBytes said = new SaidBytes();

    @Test
    void shouldKnowItsEndAgainWhenThatIsLongerThanWhatIsRemembered() {
        // given
        said.add(bytes("x".repeat(3000)));
        said.add(bytes("last\n"));

        // when
        var longLine = said.endsWith(bytes("y" + "x".repeat(2999) + "last\n"));
        var shortLine = said.endsWith(bytes("last\n"));
        var other = said.endsWith(bytes("lost\n"));

        // then
        assertThat(longLine).isTrue();
        assertThat(shortLine).isTrue();
        assertThat(other).isFalse();
        assertThat(said.count()).isEqualTo(3005);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
