package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SaidBytesTest {

    private final SaidBytes said = new SaidBytes();

    @Test
    void shouldKnowItsBeginningAgainInAnyPieces() {
        // given
        said.add(bytes("first line\n"));
        said.add(bytes("second line\n" + "x".repeat(5000)));

        // when
        var same = said.isSameAt(6, bytes("line\nsecond"));
        var other = said.isSameAt(6, bytes("lime"));

        // then
        assertThat(same).isTrue();
        assertThat(other).isFalse();
        assertThat(said.before(5)).isEqualTo(bytes("first"));
        assertThat(said.count()).isEqualTo(5023);
    }

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
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
