package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference of workflow files names the keys that a file may have, and no others. */
class DocumentedKeysTest {

    private static final Path REFERENCE = Path.of("../docs/workflow-file.md");
    private static final Pattern CODE = Pattern.compile("`([A-Za-z]+)`");

    static Stream<Arguments> sections() {
        return Stream.of(
                Arguments.of("## `spec`", Section.SPEC),
                Arguments.of("## An activity", Section.ACTIVITY),
                Arguments.of("### `storagePolicy`", Section.STORAGE),
                Arguments.of("### `retry`", Section.RETRY),
                Arguments.of("### `pod`", Section.POD));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void shouldNameExactlyTheKeysThatAFileMayHave(String title, Section section) throws IOException {
        // when
        var documented = keysOfTable(title);

        // then
        assertThat(documented).as("%s, under %s", REFERENCE, title).containsExactlyInAnyOrderElementsOf(section.keys());
    }

    @ParameterizedTest
    @MethodSource("sections")
    void shouldNameExactlyTheKeysThatHaveNoEffect(String title, Section section) throws IOException {
        // given
        var useless = keys(row("### Without effect", title));

        // then
        assertThat(useless).as("%s, %s", REFERENCE, title).containsExactlyInAnyOrderElementsOf(section.useless());
    }

    private static Set<String> keysOfTable(String title) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        for (var row : rows(title)) {
            keys.addAll(keys(row.split("\\|", -1)[1]));
        }
        return keys;
    }

    private static String row(String table, String title) throws IOException {
        var name = title.replaceFirst("#+ ", "").replace("`", "");
        return rows(table).stream()
                .filter(row -> row.split("\\|", -1)[1].replace("`", "").strip().equals(name))
                .map(row -> row.split("\\|", -1)[2])
                .findFirst()
                .orElse("");
    }

    /** Those of the first table under a title, without its head. */
    private static List<String> rows(String title) throws IOException {
        var below = Files.readAllLines(REFERENCE).stream()
                .dropWhile(line -> !line.equals(title))
                .toList();
        assertThat(below).as("%s in %s", title, REFERENCE).isNotEmpty();
        return below.stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    private static List<String> keys(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
    }
}
