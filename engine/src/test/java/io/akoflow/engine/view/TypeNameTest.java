package io.akoflow.engine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNameTest {

    @ParameterizedTest
    @CsvSource({
        "mproject-00012, mproject",
        "mdiff-3-17, mdiff",
        "mDiffFit-red-3-17, mDiffFit-red",
        "mAdd_ID0000004, mAdd",
        "sim[2], sim",
        "sim (2) , sim",
        "sim[2][11], sim",
        "align.3f9a2c41, align",
        "a0, a",
        "hello, hello",
        "md5sum, md5sum",
        "decade, decade",
        "step-facade, step-facade",
        "VALID4, VALID",
        "mViewer, mViewer",
        "Ação-7, Ação",
        "🚀12, 🚀"
    })
    void shouldLeaveOutWhatNamesOneOfMany(String name, String type) {
        assertThat(TypeName.of(name)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "3-4", "[7]", "-", "", "ID"})
    void shouldHaveANameWhenThereIsNothingButNumbers(String name) {
        assertThat(TypeName.of(name)).isNotBlank().isIn(TypeName.UNNAMED, name);
    }

    @Test
    void shouldGiveAnyNameAType() {
        var random = new Random(6);
        for (int i = 0; i < 10_000; i++) {
            var name = new StringBuilder();
            random.ints(random.nextInt(12), 0, 12).forEach(it -> name.append("aID3-_[] .0f".charAt(it)));
            assertThatCode(() -> assertThat(TypeName.of(name.toString())).isNotBlank())
                    .as(name.toString())
                    .doesNotThrowAnyException();
        }
    }
}
