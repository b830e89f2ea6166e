package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Text in the cells of a terminal")
class TextWidthTest {

    @ParameterizedTest
    @CsvSource({"abc,3", "é,1", "e\u0301,1", "工作,4", "🌍,2", "שלום,4", "'',0"})
    void shouldCountCells(String text, int cells) {
        // when
        int width = TextWidth.of(text);
        // then
        assertThat(width).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({"abcdef,4,abc…", "abcd,4,abcd", "工作流程,5,工作…", "工作流程,4,工…", "🌍🌍,3,🌍…", "a,0,''"})
    void shouldCutBetweenLetters(String text, int width, String cut) {
        // when
        var fitting = TextWidth.cut(text, width);
        // then
        assertThat(fitting).isEqualTo(cut);
        assertThat(TextWidth.of(fitting)).isLessThanOrEqualTo(width);
    }

    @Test
    void shouldAlignColumnsWhenLettersAreWide() {
        // given
        var table = new TextTable("NAME", "STATE");
        table.add("工作流程x", "a");
        table.add("plain", "b");
        // when
        var lines = table.lines(100);
        // then
        assertThat(lines).containsExactly("NAME       STATE", "工作流程x  a", "plain      b");
    }

    @Test
    void shouldBeAsWideAsAllowedWhenPainted() {
        // given
        var table = new TextTable().painted(0);
        table.add(text -> "<" + text + ">", "abcdefgh", "x");
        // when
        var lines = table.lines(5);
        // then
        assertThat(lines).containsExactly("<abcd…>");
    }
}
