package io.akoflow.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.acceptance.FaultProxy.Fault;
import io.akoflow.acceptance.chaos.Blow.Server;
import io.akoflow.contract.RunState;
import io.akoflow.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("More work comes than a slow database and a slow API server can take")
class PressureTest {

    private static final long SEED = 1;
    private static final int RUNS = 16;
    private static final int WIDTH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SLOW_CALLS_PERCENT = 60;

    /** Of a second, that PostgreSQL stands still. */
    private static final int STOPPED_MILLIS = 850;

    /** What a service of this machine has as heap at most, and as much again for code, threads and buffers. */
    private static final long MOST_MEGABYTES = 2 * 384;

    @Test
    void shouldTakeInWhatItCanAndKeepItsMemoryWhenDatabaseAndApiAreSlow() {
        try (var arena = Arena.open(SEED);
                var slow = Executors.newSingleThreadScheduledExecutor()) {
            // given
            var gateways = arena.gateways();
            var before = services();
            makeSlow(arena, slow);
            // when
            var runs = IntStream.range(0, RUNS)
                    .mapToObj(i -> gateways.submit("pressure-" + i, flat(i)))
                    .toList();
            await("some of it to be done while all is slow")
                    .atMost(PATIENCE)
                    .until(() -> runs.stream()
                                    .mapToInt(run -> succeeded(gateways, run))
                                    .sum()
                            > WIDTH);
            var during = services();
            slow.shutdown();
            arena.proxy().end();
            // then
            for (var run : runs) {
                await(run).atMost(PATIENCE).until(() -> gateways.state(run) != RunState.RUNNING);
                assertThat(gateways.state(run)).isEqualTo(RunState.SUCCEEDED);
            }
            assertThatAllStartedOnce(arena, runs);
            var after = services();
            System.out.printf(
                    "Most memory of each service, in MiB: %s while slow, %s at the end%n",
                    during.values(), after.values());
            assertThat(after.keySet()).as("the same processes as before").isEqualTo(before.keySet());
            assertThat(after.values())
                    .allSatisfy(megabytes -> assertThat(megabytes).isLessThan(MOST_MEGABYTES));
        }
    }

    private static void makeSlow(Arena arena, ScheduledExecutorService clock) {
        arena.proxy().begin(SLOW_CALLS_PERCENT, Set.of(Fault.SLOW));
        var _ = clock.scheduleAtFixedRate(
                () -> {
                    arena.servers().signal(Server.POSTGRES, Signal.STOP);
                    try {
                        TimeUnit.MILLISECONDS.sleep(STOPPED_MILLIS);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    } finally {
                        arena.servers().signal(Server.POSTGRES, Signal.CONT);
                    }
                },
                0,
                1,
                TimeUnit.SECONDS);
    }

    private static void assertThatAllStartedOnce(Arena arena, List<String> runs) {
        var journal = Journal.read(arena.apiJournal());
        for (var run : runs) {
            assertThat(journal.of(run).stream().filter(Journal.Entry::isStart).map(Journal.Entry::attemptName))
                    .hasSize(WIDTH)
                    .doesNotHaveDuplicates();
        }
    }

    private static int succeeded(Gateways gateways, String run) {
        return gateways.run(run).path("counts").path("SUCCEEDED").asInt();
    }

    private static String flat(int number) {
        return "name: pressure-%d%nspec:%n  image: alpine:3.20%n  activities:%n".formatted(number)
                + IntStream.range(0, WIDTH)
                        .mapToObj(i -> "    - {name: a-%d, run: 'true', env: {%s: '1', %s: '0'}}%n"
                                .formatted(i, Work.MILLIS, Work.FAILURES))
                        .collect(Collectors.joining());
    }

    /** The most memory that each service ever had, in MiB, by its process. */
    private static Map<Long, Long> services() {
        var all = new TreeMap<Long, Long>();
        ProcessHandle.current()
                .descendants()
                .filter(PressureTest::isService)
                .forEach(it -> all.put(it.pid(), most(it)));
        return all;
    }

    private static boolean isService(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("quarkus-run.jar");
    }

    private static long most(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
