package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to do harm are answered within a second, and with a sentence. */
class HostileFilesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** For as much as a file may have, which is more than a second's work to read. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final int MANY = 10_000;
    private static final String TOO_DEEP = "Expected at most 100 levels of lists and mappings, but here is one more";

    static Stream<Arguments> small() {
        return Stream.of(
                Arguments.of("levels of lists", "[".repeat(MANY), "1:101 " + TOO_DEEP),
                Arguments.of("levels of JSON", "{\"a\":".repeat(MANY) + "1" + "}".repeat(MANY), "1:501 " + TOO_DEEP),
                Arguments.of("levels of items", "- ".repeat(MANY), "1:201 " + TOO_DEEP),
                Arguments.of("levels of keys", "? ".repeat(MANY), "1:201 " + TOO_DEEP),
                Arguments.of("levels of indentation", indented(), "101:101 " + TOO_DEEP),
                Arguments.of(
                        "keys",
                        IntStream.rangeClosed(1, 20_000)
                                .mapToObj("k%d: v\n"::formatted)
                                .collect(Collectors.joining()),
                        "10001:1 Expected at most 10,000 keys in a mapping, but here is one more"),
                Arguments.of(
                        "an alias bomb",
                        bomb(),
                        "7:30 Expected at most 16 MiB with all aliases written out, but with '*a5' it is more"),
                Arguments.of(
                        "a merge bomb",
                        mergeBomb(),
                        "6:15 Expected at most 16 MiB with all aliases written out, but with '*a4' it is more"),
                Arguments.of(
                        "a text that is repeated",
                        "a: &a \"" + "x".repeat(MANY) + "\"\nb: [" + "*a, ".repeat(MANY) + "]",
                        "2:6693 Expected at most 16 MiB with all aliases written out, but with '*a' it is more"));
    }

    @ParameterizedTest
    @MethodSource("small")
    void shouldRefuseWithinSecondWhenFileIsSmall(String title, String file, String expected) {
        // given
        var bytes = file.getBytes(StandardCharsets.UTF_8);

        // when
        var answer = CpuTime.of(() -> Reading.problems(bytes));

        // then
        assertThat(answer.result()).as(title).map(HostileFilesTest::line).containsExactly(expected);
        assertThat(answer.duration()).isLessThan(SECOND);
    }

    @Test
    void shouldRefuseWithinSecondWhenFileIsTooLarge() {
        // given
        var file = new byte[20_000_000];

        // when
        var answer = CpuTime.of(() -> Reading.problems(file));

        // then
        assertThat(answer.result())
                .map(HostileFilesTest::line)
                .containsExactly("0:0 Expected a file of at most 16 MiB, but it has 20,000,000 bytes");
        assertThat(answer.duration()).isLessThan(SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldRefuseWithinSecondWhenFileIsRubbish(long seed) {
        // given
        var random = new Random(seed);
        var file = new byte[random.nextInt(1_000_000)];
        random.nextBytes(file);

        // when
        var answer = CpuTime.of(() -> Reading.problems(file));

        // then
        assertThat(answer.result()).isNotEmpty();
        assertThat(answer.duration()).isLessThan(SECOND);
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of("a text", "a".repeat(16_000_000)),
                Arguments.of("a quoted text", "\"" + "\\n".repeat(8_000_000) + "\""),
                Arguments.of("a tag", "!" + "x".repeat(16_000_000)),
                Arguments.of("an alias", "- *" + "x".repeat(16_000_000)),
                Arguments.of("spaces", " ".repeat(16_000_000)),
                Arguments.of("comments", "#\n".repeat(8_000_000)),
                Arguments.of("documents", "---\n".repeat(4_000_000)),
                Arguments.of("items", "[" + "a,".repeat(8_000_000)),
                Arguments.of("keys", "{" + "a,".repeat(8_000_000)),
                Arguments.of("anchors", "- &a a\n".repeat(2_000_000)),
                Arguments.of("scripts", "- |\n".repeat(4_000_000)),
                Arguments.of("keys that are the same", "? a\n".repeat(4_000_000)),
                Arguments.of("keys that there are not", "name: x\nspec:\n" + keys(500_000)),
                Arguments.of(
                        "activities that are none", "name: x\nspec:\n  activities:\n" + "  - a\n".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("large")
    void shouldRefuseInTimeWhenFileIsFull(String title, String file) {
        // given
        var bytes = file.getBytes(StandardCharsets.UTF_8);

        // when
        var answer = CpuTime.of(() -> Reading.problems(bytes));

        // then
        assertThat(answer.result().size()).as(title).isBetween(1, Problems.MOST + 1);
        assertThat(answer.duration()).isLessThan(LONG);
    }

    @Test
    void shouldSayHowManyMoreErrorsThereAre() {
        // given
        var file = "name: x\nspec:\n  image: i\n  activities:\n" + "  - a\n".repeat(1500);

        // when
        var problems = Reading.problems(file.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(problems).hasSize(Problems.MOST + 1);
        assertThat(problems.getFirst().line()).isEqualTo(5);
        assertThat(line(problems.getLast())).isEqualTo("0:0 Expected at most 1,000 errors, but there are 500 more");
    }

    @Test
    void shouldRefuseWhenThereAreTooManyActivities() {
        // given
        var file = "name: x\nspec: {image: i, activities: [\n"
                + IntStream.rangeClosed(0, Limits.ACTIVITIES)
                        .mapToObj(i -> "{name: a" + i + ", run: r}")
                        .collect(Collectors.joining(",\n"))
                + "]}";

        // when
        var problems = Reading.problems(file.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(problems)
                .map(HostileFilesTest::line)
                .containsExactly("100003:1 Expected at most 100,000 activities, but there are 100,001");
    }

    @Test
    void shouldAcceptLongestScriptAndRefuseLonger() {
        // given
        var longest = "é".repeat(Limits.RUN / 2);

        // when
        var activity = Reading.activity("run: " + longest);
        var message = Reading.message(Reading.file("run: " + longest + "x", ""));

        // then
        assertThat(activity.command().toString()).contains(longest);
        assertThat(message).isEqualTo("Expected 'run' to have at most 1 MiB, but it has 1,048,577 bytes");
    }

    static Stream<Arguments> tooLong() {
        return Stream.of(
                Arguments.of(
                        "command: [echo, %s]",
                        131_071, "Expected each item of 'command' to have at most 131,071 bytes, but it has 131,072"),
                Arguments.of(
                        "run: r\nenv: {A: %s}",
                        131_069, "Expected 'A' to have at most 131,071 bytes, but it has 131,072"),
                Arguments.of(
                        "run: r\nimage: %s",
                        1024, "Expected 'image' to have at most 1,024 characters, but it has 1,025"),
                Arguments.of(
                        "run: r\nnodeSelector: {a: %s}",
                        63, "Expected 'a' to have at most 63 characters, but it has 64"));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void shouldAcceptLongestTextAndRefuseLonger(String activity, int longest, String expected) {
        // given
        var fits = activity.formatted("x".repeat(longest));

        // when
        var message = Reading.message(Reading.file(activity.formatted("x".repeat(longest + 1)), ""));

        // then
        assertThat(Reading.activity(fits).name()).isEqualTo("a");
        assertThat(message).isEqualTo(expected);
    }

    @Test
    void shouldAcceptLongestNameAndRefuseLonger() {
        // given
        var file = "{name: %s, spec: {image: i, activities: [{name: %s, run: r}]}}";
        var longest = "n".repeat(Limits.NAME);

        // when
        var message = Reading.message(file.formatted(longest, longest + "n"));

        // then
        assertThat(Reading.workflow(file.formatted(longest, longest)).name()).isEqualTo(longest);
        assertThat(message).isEqualTo("Expected a name of at most 1,024 characters, but it has 1,025");
    }

    @Test
    void shouldRefuseWhenWhatAllGetMakesFileTooLarge() {
        // given
        var secrets = IntStream.range(0, 20_000).mapToObj(i -> "s" + i).collect(Collectors.joining(","));
        var activities = IntStream.range(0, 1_000)
                .mapToObj(i -> "{name: a%d, run: r}".formatted(i))
                .collect(Collectors.joining(","));
        var file = "name: x\nspec:\n  image: i\n  pod: {imagePullSecrets: [%s]}\n  activities: [%s]"
                .formatted(secrets, activities);

        // when
        var problems = Reading.problems(file.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(problems.stream().filter(it -> it.severity() == Problem.Severity.ERROR))
                .map(HostileFilesTest::line)
                .isEqualTo(List.of(
                        "4:8 Expected 'pod', which each activity gets, to have at most 16 MiB in all, but it has"
                                + " 108,906 bytes for each of 1,000"));
    }

    private static String indented() {
        return IntStream.range(0, 2_000).mapToObj(i -> " ".repeat(i) + "a:").collect(Collectors.joining("\n"));
    }

    private static String bomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        return bomb.toString();
    }

    private static String mergeBomb() {
        var bomb = new StringBuilder("a0: &a0 {a: x, b: x, c: x, d: x, e: x, f: x, g: x, h: x, i: x, j: x}\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d {<<: [%s]}%n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(20)));
        }
        return bomb.toString();
    }

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "  imag" + i + ": x\n").collect(Collectors.joining());
    }

    private static String line(Problem problem) {
        return "%d:%d %s".formatted(problem.line(), problem.column(), problem.message());
    }
}
