package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContainerFailuresTest {

    @Test
    void shouldKeepTheLastLinesWhenOutputHasMany() {
        // given
        var output =
                IntStream.rangeClosed(1, 80).mapToObj(Integer::toString).collect(Collectors.joining("\n", "", "\n\n"));

        // when
        var tail = ContainerFailures.tail(output);

        // then
        assertThat(tail).startsWith("31\n").endsWith("\n80").hasLineCount(50);
    }

    @Test
    void shouldKeepWholeLinesWhenTheyAreLong() {
        // given
        var line = "x".repeat(2040);
        var output = String.join("\n", "the first line", line, line, "last");

        // when
        var tail = ContainerFailures.tail(output);

        // then
        assertThat(tail)
                .isEqualTo(
                        String.join("\n", "the first line", line, line, "last").substring("the first line\n".length()));
    }

    @Test
    void shouldKeepWholeCharactersWhenTheLastLineAloneIsTooLong() {
        // given
        var output = "é".repeat(5000);

        // when
        var tail = ContainerFailures.tail(output + "x");

        // then
        assertThat(tail)
                .matches("é+x")
                .satisfies(text ->
                        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4090, 4096));
    }

    @Test
    void shouldHaveNoneWhenNothingWasPrinted() {
        // when
        var tail = ContainerFailures.tail("\n \n");

        // then
        assertThat(tail).isNull();
    }
}
