package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run goes on to the same result whatever dies")
class KillTest {

    private static final int STEPS = 24;

    @Test
    void shouldEndWithSameResultWhenEachServiceDiesAndAllIsStartedAgain() throws IOException {
        String run;
        try (var machine = Machine.processes("kill")) {
            // given
            run = machine.submit(chain());
            awaitSucceeded(machine, run, 2);
            // when
            for (var service : List.of(Service.PLANNER, Service.DISPATCHER, Service.WATCHER, Service.GATEWAY)) {
                machine.parts().kill9(service);
                machine.parts().start(service);
                awaitSucceeded(machine, run, succeeded(machine, run) + 2);
            }
        }
        try (var machine = Machine.again("kill", settings -> settings)) {
            // then
            var over = machine.awaitOver(run, Duration.ofMinutes(2));
            assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
            assertThatEveryStepRanInOrder(machine, run);
        }
    }

    /** Each step appends a line with its attempt; one that was under way when the machine went down has another. */
    private static void assertThatEveryStepRanInOrder(Machine machine, String run) throws IOException {
        var lines = Files.readAllLines(machine.disk(run).resolve("steps.txt"));
        assertThat(lines).doesNotHaveDuplicates();
        var lastAttempts = new TreeMap<Integer, Integer>();
        for (var line : lines) {
            var words = line.split(" ", 2);
            lastAttempts.merge(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Math::max);
        }
        assertThat(lastAttempts).hasSize(STEPS);
        assertThat(lines.stream().map(line -> Integer.valueOf(line.split(" ", 2)[0])))
                .isSorted();
        assertThat(lastAttempts.values().stream().filter(attempt -> attempt > 1).count())
                .as("only what ran when the machine went down has another attempt")
                .isLessThanOrEqualTo(1);
        assertThat(ApiJournal.of(machine, run).startsByAttempt())
                .allSatisfy((attempt, starts) -> assertThat(starts).as(attempt).isEqualTo(1));
    }

    private static String chain() {
        var activities = IntStream.range(0, STEPS).mapToObj(i ->
                """
                    - name: step-%d
                      run: |
                        echo "%d $AKOFLOW_ATTEMPT" >> steps.txt
                        sleep 0.5
                %s""".formatted(i, i, i == 0 ? "" : "      dependsOn: [step-%d]\n".formatted(i - 1)));
        return "name: kill\nspec:\n  image: alpine:3.20\n  activities:\n" + String.join("", activities.toList());
    }

    private static int succeeded(Machine machine, String run) {
        return machine.run(run).path("counts").path("SUCCEEDED").asInt();
    }

    private static void awaitSucceeded(Machine machine, String run, int atLeast) {
        await("%d steps".formatted(atLeast))
                .atMost(Duration.ofSeconds(60))
                .until(() -> succeeded(machine, run) >= Math.min(atLeast, STEPS));
    }
}
