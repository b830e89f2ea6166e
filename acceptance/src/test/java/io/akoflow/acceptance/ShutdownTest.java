package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.Service;
import io.akoflow.local.runner.RunnerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@DisplayName("A service that is asked to end under load ends in time, and leaves nothing half done")
class ShutdownTest {

    private static final Duration TO_END = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RUNS = 3;
    private static final int LANES = 60;
    private static final int STEPS = 4;

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.start(
                "shutdown",
                settings -> settings.withRunner(RunnerKind.SIMULATE)
                        .withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", "300ms"));
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void shouldEndInTimeAndGoOnLaterWhenItIsBusy(Service service) {
        // given
        var runs = new ArrayList<String>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(machine.submit(lanes()));
        }
        await("the middle of the work").atMost(PATIENCE).until(() -> succeeded(runs.getFirst()) > LANES / 2);
        // when
        var asked = Instant.now();
        boolean ended = machine.parts().end(service, TO_END);
        System.out.printf(
                "Shutdown: the %s took %d ms%n",
                service.label(), Duration.between(asked, Instant.now()).toMillis());
        // then
        assertThat(ended).isTrue();
        machine.parts().start(service);
        for (var run : runs) {
            var over = machine.awaitOver(run, PATIENCE);
            assertThat(over.path("counts").path("SUCCEEDED").asInt())
                    .as(over.toString())
                    .isEqualTo(LANES * STEPS);
            assertThat(ApiJournal.of(machine, run).jobsByAttempt())
                    .hasSize(LANES * STEPS)
                    .allSatisfy((attempt, jobs) -> assertThat(jobs).as(attempt).isEqualTo(1));
        }
    }

    private static int succeeded(String run) {
        return machine.run(run).path("counts").path("SUCCEEDED").asInt();
    }

    /** Activities one after the other, in lanes side by side. */
    private static String lanes() {
        return IntStream.range(0, STEPS * LANES)
                .mapToObj(i -> i < LANES
                        ? "    - {name: a-%d, run: \"true\"}%n".formatted(i)
                        : "    - {name: a-%d, run: \"true\", dependsOn: [a-%d]}%n".formatted(i, i - LANES))
                .collect(Collectors.joining("", "name: lanes\nspec:\n  image: alpine:3.20\n  activities:\n", ""));
    }
}
