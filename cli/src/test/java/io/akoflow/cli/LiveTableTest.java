package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A run that goes on, in a window")
class LiveTableTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:01:40Z");

    private final LiveTable table = new LiveTable(new Colours(false));

    LiveTableTest() {
        table.run(Json.parse("""
                {"name":"sky","state":"RUNNING","startedAt":"2026-01-01T12:00:00Z"}"""));
    }

    @Test
    void shouldShowEveryActivityWithItsTimeWhenThereIsRoom() {
        // given
        table.activity(activity("split", "SUCCEEDED", 0, 50));
        table.activity(activity("odd", "RUNNING", 50, null));
        table.activity(activity("join", "WAITING", null, null));
        // when
        var lines = table.lines(new Window.Size(61, 20), NOW);
        // then
        assertThat(lines)
                .containsExactly(
                        "sky  running  1m 40s",
                        "███████░░░░░░░░░░░░░  1 of 3 succeeded, 1 running, 1 waiting",
                        "ACTIVITY  STATE      TIME",
                        "split     succeeded  50s   ━━━━━━━━━━━━━━",
                        "odd       running    50s                 ━━━━━━━━━━━━━━",
                        "join      waiting");
    }

    @Test
    void shouldSayWhyUnderAnActivityWhenItFailed() {
        // given
        table.activity(failed("count"));
        // when
        var lines = table.lines(new Window.Size(60, 20), NOW);
        // then
        assertThat(lines).contains("  └ The command ended with exit code 3.");
    }

    @Test
    void shouldShowTypesAndWhatFailedWhenThereAreThousands() {
        // given
        IntStream.range(0, 5000).forEach(i -> table.activity(activity("project-" + i, "SUCCEEDED", 0, 1)));
        IntStream.range(0, 5000)
                .forEach(i -> table.activity(activity("diff-" + i, i < 9 ? "RUNNING" : "WAITING", 1, null)));
        IntStream.range(0, 40).forEach(i -> table.activity(failed("fit-" + i)));
        // when
        var lines = table.lines(new Window.Size(80, 30), NOW);
        // then
        assertThat(lines).hasSizeLessThan(30);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).matches("project +5000/5000 +█{19}"))
                .anySatisfy(line -> assertThat(line).matches("diff +0/5000 +░{19} +9"))
                .anySatisfy(line -> assertThat(line).startsWith("failed").endsWith("fit-0"))
                .anySatisfy(line -> assertThat(line).endsWith("The command ended with exit code 3."))
                .contains("… and 35 more failed")
                .anySatisfy(line -> assertThat(line).startsWith("running").endsWith("diff-0"));
    }

    @ParameterizedTest
    @CsvSource({"20,6", "25,8", "40,10", "80,24", "200,60"})
    void shouldFitWhateverTheWindow(int columns, int rows) {
        // given
        var size = new Window.Size(columns, rows);
        table.run(Json.parse("{\"name\":\"%s\",\"state\":\"RUNNING\"}".formatted("工".repeat(300))));
        IntStream.range(0, 200).forEach(i -> table.activity(activity("a".repeat(i), "RUNNING", i, null)));
        IntStream.range(0, 50).forEach(i -> table.activity(failed("🌍".repeat(i))));
        // when
        var lines = table.lines(size, NOW);
        // then
        assertThat(lines).hasSizeLessThan(rows);
        assertThat(lines).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThan(columns));
    }

    @Test
    void shouldPreferTypesThatMoveWhenThereIsNoRoomForAll() {
        // given
        var names = IntStream.range(0, 60).mapToObj(i -> "type" + (char) ('A' + i / 26) + (char) ('a' + i % 26));
        names.forEach(name -> table.activity(activity(name, "WAITING", null, null)));
        table.activity(activity("moving", "RUNNING", 0, null));
        // when
        var lines = table.lines(new Window.Size(80, 20), NOW);
        // then
        assertThat(lines.get(3)).startsWith("moving ");
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("… and \\d+ more types"));
    }

    static JsonNode activity(String name, String state, @Nullable Integer from, @Nullable Integer to) {
        var start = from == null ? "" : ",\"startedAt\":\"%s\"".formatted(NOW.minusSeconds(100 - from));
        var end = to == null ? "" : ",\"endedAt\":\"%s\"".formatted(NOW.minusSeconds(100 - to));
        return Json.parse("{\"name\":\"%s\",\"state\":\"%s\",\"attempt\":1%s%s}".formatted(name, state, start, end));
    }

    private static JsonNode failed(String name) {
        return Json.parse(CommandLineFixture.FAILED_ACTIVITY.replace("\"count\"", "\"" + name + "\""));
    }

    static List<String> withoutLooks(String text) {
        return text.lines().map(line -> Plain.output(line, false)).toList();
    }
}
