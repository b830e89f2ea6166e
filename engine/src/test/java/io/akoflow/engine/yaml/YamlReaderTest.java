package io.akoflow.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

    private static final int[] NO_MARK = {};

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of(NO_MARK, StandardCharsets.UTF_8),
                Arguments.of(new int[] {0xEF, 0xBB, 0xBF}, StandardCharsets.UTF_8),
                Arguments.of(new int[] {0xFE, 0xFF}, StandardCharsets.UTF_16BE),
                Arguments.of(new int[] {0xFF, 0xFE}, StandardCharsets.UTF_16LE));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void shouldReadUnicode(int[] mark, Charset charset) {
        // given
        var file = new ByteArrayOutputStream();
        for (int b : mark) {
            file.write(b);
        }
        file.writeBytes("größe: 世界 😀".getBytes(charset));

        // when
        var reading = YamlReader.read(file.toByteArray());

        // then
        assertThat(reading.problems()).isEmpty();
        assertThat(shown(reading)).isEqualTo("{größe: 世界 😀}");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(
                        new int[] {'a', ':', ' ', 0xC3, 0x28},
                        "1:4 Expected text in UTF-8, but the bytes 0xC3 are none"),
                Arguments.of(
                        new int[] {'a', '\n', 'b', 0xF0, 0x9F, 0x98},
                        "2:2 Expected text in UTF-8, but the bytes 0xF0 0x9F 0x98 are none"),
                Arguments.of(
                        new int[] {0x89, 'P', 'N', 'G'}, "1:1 Expected text in UTF-8, but the bytes 0x89 are none"),
                Arguments.of(new int[] {'a', 0}, "1:2 Expected text, but there is the character U+0000"),
                Arguments.of(new int[] {'a', '\n', 0x7F}, "2:1 Expected text, but there is the character U+007F"),
                Arguments.of(new int[] {0xC2, 0x80}, "1:1 Expected text, but there is the character U+0080"),
                Arguments.of(new int[] {0xC2, 0x85}, "1:1 Expected text, but there is the character U+0085"),
                Arguments.of(new int[] {'a', 0xEF, 0xBF, 0xBF}, "1:2 Expected text, but there is the character U+FFFF"),
                Arguments.of(
                        new int[] {0xFE, 0xFF, 0, 'a', 0xD8, 0x3D},
                        "1:2 Expected text in UTF-16BE, but the bytes 0xD8 0x3D are none"),
                Arguments.of(
                        new int[] {0xFE, 0xFF, 0, 'a', 0},
                        "1:2 Expected text in UTF-16BE, but the bytes 0x00 are none"),
                Arguments.of(new int[] {0xFF, 0xFE, 0, 0}, "1:1 Expected text, but there is the character U+0000"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void shouldSayWhereWhenItIsNoText(int[] bytes, String expected) {
        // given
        var file = new byte[bytes.length];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) bytes[i];
        }

        // when
        var reading = YamlReader.read(file);

        // then
        assertThat(reading.root()).isEmpty();
        assertThat(reading.problems()).map(YamlReaderTest::line).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{a: 1, b: [x, 'y', \"z\"]} | {a: 1, b: [x, 'y', 'z']}",
                "[&x {a: 1}, *x] | [{a: 1}, {a: 1}]",
                "[&x a, &x b, *x] | [a, b, b]",
                "{base: &b {a: 1, c: 2}, own: {<<: *b, c: 3}} | {base: {a: 1, c: 2}, own: {c: 3, a: 1}}",
                "[&a {x: 1}, &b {x: 2, y: 2}, {<<: [*a, *b], z: 3}] | [{x: 1}, {x: 2, y: 2}, {z: 3, x: 1, y: 2}]",
                "{\"<<\": 1} | {'<<': 1}",
                "[!!str 1, !!int \"2\", !!null \"\", ! 3] | ['1', 2, , '3']",
                "!!map {a: !!seq [b]} | {a: [b]}",
            })
    void shouldReadTree(String yaml, String expected) {
        // when
        var reading = YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(reading.problems()).isEmpty();
        assertThat(shown(reading)).isEqualTo(expected);
    }

    @Test
    void shouldKnowWherePartsStart() {
        // given
        var yaml = "# é\r\n😀: x\r\n\"b\": [1,\r\n  {c: d}]";

        // when
        var root = (Node.Mapping)
                YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8)).root().orElseThrow();

        // then
        assertThat(place(root)).isEqualTo("2:1");
        assertThat(root.entries())
                .map(entry -> place(entry.key()) + " " + place(entry.value()))
                .containsExactly("2:1 2:4", "3:1 3:6");
        var list = (Node.Sequence) root.entries().getLast().value();
        assertThat(list.items()).map(YamlReaderTest::place).containsExactly("3:7", "4:3");
    }

    @Test
    void shouldReadDeepestTree() {
        // given
        var deepest = "[".repeat(YamlReader.DEEPEST) + "]".repeat(YamlReader.DEEPEST);

        // when
        var reading = YamlReader.read(deepest.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(shown(reading)).isEqualTo(deepest);
    }

    private static String shown(YamlReading reading) {
        return reading.root().map(YamlReaderTest::shown).orElse("nothing: " + reading.problems());
    }

    private static String shown(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.plain() ? scalar.text() : "'" + scalar.text() + "'";
            case Node.Sequence list ->
                list.items().stream().map(YamlReaderTest::shown).collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping mapping ->
                mapping.entries().stream()
                        .map(entry -> shown(entry.key()) + ": " + shown(entry.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String place(Node node) {
        return node.line() + ":" + node.column();
    }

    private static String line(Problem problem) {
        return "%d:%d %s".formatted(problem.line(), problem.column(), problem.message());
    }
}
