package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run is shown on the command line")
class ShowCommandTest extends CommandLineFixture {

    private static final String GET = "GET /api/v1/runs/" + RUN;
    private static final String FOUND =
            "{\"id\":\"%s\",\"number\":4,\"name\":\"sky\",\"state\":\"FAILED\"}".formatted(RUN);
    private static final String DIAMOND = """
            {"items":[{"name":"split","state":"SUCCEEDED","attempt":1,
                       "startedAt":"2026-01-01T12:00:00Z","endedAt":"2026-01-01T12:00:05Z"},
                      {"name":"odd","state":"FAILED","attempt":1,"dependsOn":["split"]},
                      {"name":"even","state":"CANCELLED","attempt":1,"dependsOn":["split"]},
                      {"name":"join","state":"SKIPPED","attempt":0,"dependsOn":["odd","even","split"]}]}""";

    @Test
    void shouldShowTypesAndNotThousandsOfLinesWhenRunIsLarge() {
        // given
        gateway.on(GET, 200, FOUND).on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(many()));
        // when
        int code = akoflow("show", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .hasSizeLessThan(60)
                .contains("project 900/900 " + "█".repeat(25))
                .contains("900 of 912 succeeded, 12 failed; --all lists every one.")
                .contains("… and 7 more failed: see 'akoflow show %s --all'.".formatted(RUN));
        assertThat(out.toString(UTF_8)).contains("fit-0 (USER, ExitCode):", "| no such file");
    }

    @Test
    void shouldFindTheTypesThatThePageFinds() {
        // given
        var activities = Stream.of("sim[%d]", "align.3f9a2c%02d", "%d")
                .flatMap(name -> IntStream.range(10, 50).mapToObj(name::formatted))
                .map("{\"name\":\"%s\",\"state\":\"SUCCEEDED\",\"attempt\":1}"::formatted)
                .collect(Collectors.joining(","));
        gateway.on(GET, 200, FOUND).on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(activities));
        // when
        akoflow("show", RUN);
        // then
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .filteredOn(line -> line.contains("█"))
                .map(line -> line.split(" ", -1)[0])
                .containsExactly("sim", "align", "activity");
    }

    @Test
    void shouldListEveryActivityWhenAllAreAskedFor() {
        // given
        gateway.on(GET, 200, FOUND).on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(many()));
        // when
        akoflow("show", RUN, "--all");
        // then
        assertThat(out.toString(UTF_8)).contains("project-899 ", "fit-11 (USER, ExitCode):");
    }

    private static String many() {
        var done = IntStream.range(0, 900)
                .mapToObj("{\"name\":\"project-%d\",\"state\":\"SUCCEEDED\",\"attempt\":1}"::formatted);
        var failed = IntStream.range(0, 12).mapToObj(i -> FAILED_ACTIVITY.replace("\"count\"", "\"fit-" + i + "\""));
        return Stream.concat(done, failed).collect(Collectors.joining(","));
    }

    @Test
    void shouldDrawLevelsWhenGraphIsAskedFor() {
        // given
        gateway.on(GET, 200, FOUND).on(ACTIVITIES, 200, DIAMOND);
        // when
        int code = akoflow("show", RUN, "--graph");
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "sky  failed",
                        "0 ┬  ✓ split  succeeded  5.0s",
                        "  │",
                        "1 ├  ✗ odd    failed           ← split",
                        "  ├  – even   cancelled        ← split",
                        "  │",
                        "2 └  – join   skipped          ← odd, even, split");
    }

    @Test
    void shouldDrawTypesWhenGraphIsLarge() {
        // given
        var fits = IntStream.range(0, 300)
                .mapToObj(
                        "{\"name\":\"fit-%1$d\",\"state\":\"RUNNING\",\"attempt\":1,\"dependsOn\":[\"make\"]}"
                                ::formatted)
                .collect(Collectors.joining(","));
        var names = IntStream.range(0, 300).mapToObj("\"fit-%d\""::formatted).collect(Collectors.joining(","));
        gateway.on(GET, 200, FOUND)
                .on(
                        ACTIVITIES,
                        200,
                        "{\"items\":[{\"name\":\"make\",\"state\":\"SUCCEEDED\",\"attempt\":1},%s,".formatted(fits)
                                + "{\"name\":\"add\",\"state\":\"WAITING\",\"attempt\":0,\"dependsOn\":[%s]}]}"
                                        .formatted(names));
        // when
        akoflow("show", RUN, "--graph");
        // then
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "sky failed",
                        "0 ┬ ✓ make succeeded",
                        " │",
                        "1 ├ ⧉ fit ×300 ░░░░░░░░░░ 0 of 300 succeeded, 300 running ← make",
                        " │",
                        "2 └ ○ add waiting ← fit");
    }

    @Test
    void shouldPrintLevelsAsJsonWhenAskedTo() {
        // given
        gateway.on(GET, 200, FOUND).on(ACTIVITIES, 200, DIAMOND);
        // when
        akoflow("show", RUN, "--graph", "--output", "json");
        // then
        assertThat(Json.parse(out.toString(UTF_8)))
                .isEqualTo(Json.parse("{\"levels\":[[\"split\"],[\"odd\",\"even\"],[\"join\"]]}"));
    }

    @Test
    void shouldShowItToTheEndWhenWatched() {
        // given
        gateway.on(
                        EVENTS,
                        events(
                                "event: run\ndata: {\"id\":\"%s\",\"name\":\"sky\",\"state\":\"RUNNING\"}"
                                        .formatted(RUN),
                                "event: activity\nid: 3\ndata: " + FAILED_ACTIVITY,
                                ended("FAILED")))
                .on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(FAILED_ACTIVITY));
        // when
        int code = akoflowOnTerminal("show", RUN, "--watch");
        // then
        assertThat(code).isEqualTo(1);
        assertThat(LiveTableTest.withoutLooks(out.toString(UTF_8)))
                .contains("ACTIVITY  STATE   TIME")
                .anySatisfy(line -> assertThat(line).matches("count +failed +3.0s +━+"))
                .containsSequence(
                        "count (USER, ExitCode):",
                        "  The command ended with exit code 3.",
                        "  Look at the log.",
                        "  | no such file",
                        "run " + RUN + " failed: It ended.");
        assertThat(out.toString(UTF_8)).contains("\u001b[31m");
    }

    @Test
    void shouldHaveNoColourWhenNoneIsWanted() {
        // given
        env.put("NO_COLOR", "1");
        gateway.on(EVENTS, events(ended("FAILED"))).on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(FAILED_ACTIVITY));
        // when
        akoflowOnTerminal("show", RUN, "--watch");
        // then
        assertThat(out.toString(UTF_8)).contains("count", "\u001b[K").doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    @Test
    void shouldEndWith2WhenWatchedAndDrawn() {
        // when
        int code = akoflow("show", RUN, "--watch", "--graph");
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Expected --watch alone, but there is --graph too.");
    }

    @Test
    void shouldBeHarmlessWhenLogTailIsNot() {
        // given
        var tail = FAILED_ACTIVITY.replace("no such file", "\\u001b[2J\\u009b2Jno\\u001b]0;x\\u0007 file");
        gateway.on(GET, 200, FOUND).on(ACTIVITIES, 200, "{\"items\":[%s]}".formatted(tail));
        // when
        akoflow("show", RUN);
        // then
        assertThat(out.toString(UTF_8)).contains("  | no file");
        assertThat(out.toString(UTF_8).codePoints().filter(c -> c != '\n'))
                .allSatisfy(c -> assertThat(Character.getType(c)).isNotEqualTo((int) Character.CONTROL));
    }
}
