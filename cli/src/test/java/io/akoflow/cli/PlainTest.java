package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What users wrote is harmless on a terminal")
class PlainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[2Jb",
                "a\nb",
                "a\r\nb",
                "a\u009b2Jb",
                "a\u0007b",
                "a\u2028b",
                "a\u0085b",
                "a\u007fb",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb"
            })
    void shouldBeOneHarmlessLineWhenNameIsNone(String name) {
        // when
        var line = Plain.line(name);
        // then
        assertThat(line).startsWith("a").endsWith("b");
        assertThat(line.codePoints().map(Character::getType))
                .doesNotContain((int) Character.CONTROL, (int) Character.LINE_SEPARATOR, (int) Character.FORMAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"héllo", "工作流", "שלום", "🌍", "<b>&\"'", "../x"})
    void shouldStayAsItIsWhenNameIsHarmless(String name) {
        // when
        var line = Plain.line(name);
        // then
        assertThat(line).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plain               | plain
                    ESC[31mred          | ESC[31mredESC[0m
                    ESC[1;38:5:9mx      | ESC[1;38:5:9mxESC[0m
                    ESC[2Jgone          | gone
                    ESC[10;10Hthere     | there
                    ESC]0;titleBELx     | x
                    ESC]8;;http://e/ESC\\x| x
                    ESC]52;c;c2VjcmV0   | ''
                    ESCPdataESC\\x      | x
                    ESCcx               | x
                    ESC(0x              | x
                    CSI31mx             | x
                    ESC                 | ''
                    aESC[               | a
                    aBELb               | ab
                    """)
    void shouldPassOnlyColoursWhenOutputIsShown(String printed, String shown) {
        // when
        var line = Plain.output(controls(printed), true);
        // then
        assertThat(line).isEqualTo(controls(shown));
    }

    @Test
    void shouldPassNothingWhenThereAreNoColours() {
        // given
        var printed = "\u001b[31mred\u001b[0m\tand\bmore";
        // when
        var line = Plain.output(printed, false);
        // then
        assertThat(line).isEqualTo("red\tandmore");
    }

    private static String controls(String text) {
        return text.replace("ESC", "\u001b").replace("BEL", "\u0007").replace("CSI", "\u009b");
    }
}
