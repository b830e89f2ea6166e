package io.akoflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {

    @TempDir
    Path folder;

    @Test
    void shouldTellTheLastLineThatSaysSomethingWhenOthersFollow() throws IOException {
        assertThat(LastWords.of(log("first\nException: no\n\tcould not é\n\n  \n")))
                .isEqualTo("could not é");
    }

    @Test
    void shouldTellTheEndWhenTheLogIsLong() throws IOException {
        assertThat(LastWords.of(log("x".repeat(100_000) + "\nlast"))).isEqualTo("last");
    }

    @Test
    void shouldCutALineWhenItIsLong() throws IOException {
        assertThat(LastWords.of(log("y".repeat(3_000)))).isEqualTo("y".repeat(500) + "…");
    }

    @Test
    void shouldTellNothingWhenThereIsNothing() throws IOException {
        assertThat(LastWords.of(log("\n\n"))).isEmpty();
        assertThat(LastWords.of(log(""))).isEmpty();
        assertThat(LastWords.of(folder.resolve("none"))).isEmpty();
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("service.log"), text);
    }
}
