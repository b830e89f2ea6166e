package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Lines that are drawn anew")
class ScreenTest extends CommandLineFixture {

    @Test
    void shouldDrawOverWhatWasDrawn() {
        // given
        var screen = new Screen(console(Console.Surface.DRAWN_ON));
        screen.draw(List.of("one", "two"), new Window.Size(40, 10));
        out.reset();
        // when
        screen.draw(List.of("three"), new Window.Size(40, 10));
        // then
        assertThat(out.toString(UTF_8)).isEqualTo("\u001b[2A\rthree\u001b[K\n\u001b[J");
    }

    @Test
    void shouldGoUpFurtherWhenLinesAreBrokenByANarrowerWindow() {
        // given
        var screen = new Screen(console(Console.Surface.DRAWN_ON));
        screen.draw(List.of("\u001b[31m" + "x".repeat(75) + "\u001b[0m", "short"), new Window.Size(80, 20));
        out.reset();
        // when
        screen.draw(List.of("y"), new Window.Size(30, 20));
        // then
        assertThat(out.toString(UTF_8)).startsWith("\u001b[4A\r");
    }

    @Test
    void shouldNotGoAboveTheWindowWhenItIsLower() {
        // given
        var screen = new Screen(console(Console.Surface.DRAWN_ON));
        screen.draw(List.of("1", "2", "3", "4", "5", "6", "7", "8"), new Window.Size(80, 20));
        out.reset();
        // when
        screen.draw(List.of("y"), new Window.Size(80, 6));
        // then
        assertThat(out.toString(UTF_8)).startsWith("\u001b[5A\r");
    }
}
