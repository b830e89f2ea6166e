package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.LaunchSettings;
import io.akoflow.local.Service;
import io.akoflow.local.runner.RunnerKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("No command starts twice")
class OnceTest {

    /** Longer than a command to create a Job is valid. */
    private static final Duration FROZEN = Duration.ofSeconds(90);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int WIDTH = 20;
    private static final int LEVELS = 6;

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"PLANNER", "DISPATCHER"})
    void shouldStartNothingTwiceWhenServiceIsFrozenForLong(Service service) {
        try (var machine = Machine.start("frozen-" + service.label(), OnceTest::simulated)) {
            // given
            var run = machine.submit(grid());
            await("the first level").atMost(PATIENCE).until(() -> succeeded(machine, run) >= WIDTH / 2);
            // when
            machine.parts().stopProcess(service);
            var thawed = Instant.now().plus(FROZEN);
            await("the thaw")
                    .atMost(FROZEN.plusSeconds(5))
                    .until(() -> Instant.now().isAfter(thawed));
            machine.parts().contProcess(service);
            // then
            var over = machine.awaitOver(run, Duration.ofMinutes(3));
            assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
            assertThatNothingStartedTwice(machine, run);
        }
    }

    @Test
    void shouldStartNothingTwiceWhenAllCommandsAreReplayedToAnotherGroup() {
        String run;
        try (var machine = Machine.start("replayed", OnceTest::simulated)) {
            // given
            run = machine.submit(grid());
            machine.awaitOver(run, Duration.ofMinutes(2));
        }
        // when
        try (var machine = Machine.again(
                "replayed",
                settings -> simulated(settings).withServiceSetting("akoflow.dispatcher.group", "another"))) {
            var next = machine.submit("""
                    name: after
                    spec: {image: "alpine:3.20", activities: [{name: one, run: "true"}]}
                    """);
            machine.awaitOver(next, Duration.ofMinutes(2));
            // then
            assertThatNothingStartedTwice(machine, run);
        }
    }

    @Test
    void shouldEndSoonAndStartNothingAgainWhenCancelledAndReplayedToAnotherGroup() {
        String run;
        try (var machine = Machine.start("cancelled", settings -> simulated(settings, "600s"))) {
            // given
            run = machine.submit(grid());
            await("the first level").atMost(PATIENCE).until(() -> count(machine, run, "RUNNING") == WIDTH);
            // when
            machine.send(machine.request("/api/v1/runs/" + run + "/cancel").POST(BodyPublishers.noBody()));
            // then
            var over = machine.awaitOver(run, Duration.ofSeconds(20));
            assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("CANCELLED");
            assertThat(ApiJournal.of(machine, run).ends()).hasSize(WIDTH);
        }
        try (var machine = Machine.again(
                "cancelled",
                settings -> simulated(settings).withServiceSetting("akoflow.dispatcher.group", "another"))) {
            var next = machine.submit("""
                    name: after
                    spec: {image: "alpine:3.20", activities: [{name: one, run: "true"}]}
                    """);
            machine.awaitOver(next, Duration.ofMinutes(2));
            var journal = ApiJournal.of(machine, run);
            assertThat(journal.startsByAttempt())
                    .hasSize(WIDTH)
                    .allSatisfy(
                            (attempt, starts) -> assertThat(starts).as(attempt).isEqualTo(1));
            assertThat(journal.jobsByAttempt())
                    .allSatisfy((attempt, jobs) -> assertThat(jobs).as(attempt).isEqualTo(1));
        }
    }

    private static void assertThatNothingStartedTwice(Machine machine, String run) {
        var journal = ApiJournal.of(machine, run);
        assertThat(journal.startsByAttempt())
                .hasSizeGreaterThanOrEqualTo(WIDTH * LEVELS)
                .allSatisfy((attempt, starts) -> assertThat(starts).as(attempt).isEqualTo(1));
        assertThat(journal.jobsByAttempt())
                .allSatisfy((attempt, jobs) -> assertThat(jobs).as(attempt).isEqualTo(1));
    }

    private static LaunchSettings simulated(LaunchSettings settings) {
        return simulated(settings, "300ms");
    }

    private static LaunchSettings simulated(LaunchSettings settings, String duration) {
        return settings.withRunner(RunnerKind.SIMULATE)
                .withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", duration);
    }

    private static int succeeded(Machine machine, String run) {
        return count(machine, run, "SUCCEEDED");
    }

    private static int count(Machine machine, String run, String state) {
        return machine.run(run).path("counts").path(state).asInt();
    }

    /** Every activity of a level depends on two of the level before. */
    private static String grid() {
        var text = new StringBuilder("name: grid\nspec:\n  image: alpine:3.20\n  activities:\n");
        for (int level = 0; level < LEVELS; level++) {
            for (int i = 0; i < WIDTH; i++) {
                text.append("    - {name: a-%d-%d, run: \"true\"".formatted(level, i));
                if (level > 0) {
                    text.append(", dependsOn: [a-%d-%d, a-%d-%d]".formatted(level - 1, i, level - 1, (i + 1) % WIDTH));
                }
                text.append("}\n");
            }
        }
        return text.toString();
    }
}
