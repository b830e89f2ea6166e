package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Output.LogChunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {

    private final World world = World.processes();

    @AfterEach
    void end() {
        world.close();
    }

    @BeforeEach
    void watch() {
        world.watcher(Map.of("logs.most-bytes", "20000000"));
    }

    @Test
    void shouldPassOnEachByteWhenLogIsLong() {
        // given
        var expected = IntStream.rangeClosed(1, 700_000)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n", "", "\n"));

        // when
        var attempt = world.create(Jobs.running("seq 1 700000"));

        // then
        var logged = world.bus().first(ActivityLogged.class, attempt);
        assertThat(logged.complete()).isTrue();
        assertThat(logged.bytes()).isEqualTo(expected.length());
        assertThat(text(world.bus().log(attempt, "activity"))).isEqualTo(expected);
        assertThat(world.bus().all(LogChunk.class))
                .allMatch(chunk -> chunk.data().length() <= 350_000);
        assertThat(world.logReads(attempt)).isEqualTo(1);
    }

    @Test
    void shouldPassOnEachByteWhenLogIsNoText() {
        // given
        var expected = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            expected.writeBytes(new byte[] {0, (byte) 255, '\n', (byte) 195, '\r'});
        }

        // when
        var attempt = world.create(
                Jobs.running("i=0; while [ $i -lt 2000 ]; do printf '\\000\\377\\n\\303\\r'; i=$((i+1)); done"));

        // then
        assertThat(world.bus().wholeLog(attempt)).isEqualTo(expected.toByteArray());
    }

    @Test
    void shouldPassOnLinesAsTheyComeWhenItRunsLonger() {
        // given
        var attempt = world.create(Jobs.running("for i in 1 2 3 4 5 6; do echo line $i; sleep 0.5; done"));

        // when
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(text(world.bus().log(attempt, "activity"))).contains("line 2"));

        // then
        assertThat(world.bus().all(ActivitySucceeded.class, attempt)).isEmpty();
        assertThat(text(world.bus().wholeLog(attempt))).isEqualTo("line 1\nline 2\nline 3\nline 4\nline 5\nline 6\n");
        assertThat(world.bus().first(ActivityLogged.class, attempt).complete()).isTrue();
        assertThat(world.logReads(attempt)).isEqualTo(1);
    }

    @Test
    void shouldSayThatItIsCompleteWhenNothingIsPrinted() {
        // when
        var attempt = world.create(Jobs.running("true"));

        // then
        assertThat(world.bus().first(ActivityLogged.class, attempt))
                .extracting(ActivityLogged::bytes, ActivityLogged::complete)
                .containsExactly(0L, true);
        var end = world.bus().first(LogChunk.class, chunk -> chunk.run().equals(attempt.run()));
        assertThat(end.offset()).isZero();
        assertThat(end.data()).isEmpty();
    }

    @Test
    void shouldPassOnWhatIsPrintedWhileFilesAreCopied() {
        // when
        var attempt = world.create(Jobs.copying(Jobs.running("echo done"), "echo copying; sleep 1"));

        // then
        assertThat(text(world.bus().wholeLog(attempt))).isEqualTo("done\n");
        assertThat(text(world.bus().log(attempt, "copy"))).isEqualTo("copying\n");
        assertThat(world.bus().first(ActivityLogged.class, attempt).bytes()).isEqualTo(13);
    }

    @Test
    void shouldSayWhereItIsCutWhenThereIsTooMuch() {
        // when
        var attempt = world.create(Jobs.running("head -c 30000000 /dev/zero | tr '\\000' x"));

        // then
        var log = text(world.bus().wholeLog(attempt));
        assertThat(log).hasSize(20_000_000 + 45).endsWith("x\n[akoflow: the rest of this log is not kept]\n");
        assertThat(world.bus().first(ActivityLogged.class, attempt).complete()).isFalse();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
