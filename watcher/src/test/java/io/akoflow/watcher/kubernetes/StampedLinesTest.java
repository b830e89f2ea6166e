package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampedLinesTest {

    private final Heard heard = new Heard();
    private final StampedLines lines = new StampedLines(heard);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 31, 10_000})
    void shouldTakeOffEachTimeWhenPiecesAreOfAnySize(int size) throws InterruptedException {
        // given
        var random = new Random(size);
        var expected = new ByteArrayOutputStream();
        var sent = new ByteArrayOutputStream();
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var line = new byte[random.nextInt(60)];
            random.nextBytes(line);
            replaceNewlines(line);
            var time = Instant.parse("2026-03-02T10:00:00.123456789Z").plusMillis(i * 37L);
            times.add(time);
            sent.writeBytes(
                    (time.toString().replaceFirst("(\\.\\d{3})Z", "$1000000Z") + " ").getBytes(StandardCharsets.UTF_8));
            sent.writeBytes(line);
            sent.write('\n');
            expected.writeBytes(line);
            expected.write('\n');
        }

        // when
        feed(sent.toByteArray(), size);

        // then
        assertThat(heard.text.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(heard.times).isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00:00.5Z, 2026-03-02T10:00:00.500Z",
        "2026-03-02T11:00:00.123456789+01:00, 2026-03-02T10:00:00.123456789Z",
        "2026-03-02T10:00:00Z, 2026-03-02T10:00:00Z"
    })
    void shouldReadTimesAsOtherNodesWriteThem(String written, Instant time) throws InterruptedException {
        // when
        feed((written + " a b\n").getBytes(StandardCharsets.UTF_8), 5);

        // then
        assertThat(heard.times).containsExactly(time);
        assertThat(heard.text()).isEqualTo("a b\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no time here\n",
                "\n",
                "2026-03-02T10:00:00.12345678xZ text\n",
                "averyveryveryveryveryveryveryveryveryverylongword\n",
                "short"
            })
    void shouldPassOnWhatHasNoTime(String text) throws InterruptedException {
        // when
        feed(text.getBytes(StandardCharsets.UTF_8), 3);

        // then
        assertThat(heard.text()).isEqualTo(text);
        assertThat(heard.times).isNotEmpty().containsOnlyNulls();
    }

    @Test
    void shouldReadTimesAgainAfterALineWithout() throws InterruptedException {
        // when
        feed("\n2026-03-02T10:00:00.000000001Z x\n".getBytes(StandardCharsets.UTF_8), 4);

        // then
        assertThat(heard.times).containsExactly(null, Instant.parse("2026-03-02T10:00:00.000000001Z"));
        assertThat(heard.text()).isEqualTo("\nx\n");
    }

    private void feed(byte[] bytes, int size) throws InterruptedException {
        for (int i = 0; i < bytes.length; i += size) {
            assertThat(lines.take(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size))))
                    .isTrue();
        }
        lines.end();
    }

    private static void replaceNewlines(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n') {
                line[i] = ' ';
            }
        }
    }

    private static final class Heard implements StampedLines.Lines {
        private final List<@Nullable Instant> times = new ArrayList<>();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        String text() {
            return text.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void begin(@Nullable Instant time) {
            times.add(time);
        }

        @Override
        public boolean more(byte[] data, int from, int to) {
            text.write(data, from, to - from);
            return true;
        }
    }
}
