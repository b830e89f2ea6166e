package io.akoflow.engine.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImportOptionsTest {

    @Test
    void shouldKnowImagesOfWhateverIsCalledHoweverItLikes() {
        // when
        var options = ImportOptions.NONE.withImages(List.of("alpine:3.20", "a=b=tools:1", "c=tools:2"));

        // then
        assertThat(options.imageOf("a=b")).contains("tools:1");
        assertThat(options.imageOf("c")).contains("tools:2");
        assertThat(options.imageOf("d")).contains("alpine:3.20");
    }
}
