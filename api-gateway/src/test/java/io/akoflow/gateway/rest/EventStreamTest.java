package io.akoflow.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.akoflow.contract.RunState;
import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.store.RunView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {

    private static final int MOST_AT_ONCE = 40_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            mostAtOnce = Math.max(mostAtOnce, length);
            super.write(bytes, offset, length);
        }
    };

    private int mostAtOnce;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8190, 8191, 8192, 16_383, 16_384})
    void shouldSendTextAsItIsWhereverPiecesEnd(int before) throws IOException {
        // given
        var text = "x".repeat(before) + "😀é" + "y".repeat(9000);

        // when
        tell(text);

        // then
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n\n" + text);
    }

    @Test
    void shouldHoldLittleOfLongTextWhenItIsTakenSlowly() throws IOException {
        // when
        tell("é".repeat(1_000_000));

        // then
        assertThat(mostAtOnce).isLessThan(MOST_AT_ONCE);
    }

    private void tell(String text) throws IOException {
        var run = new RunView(
                "r", 1, "n", "o", null, RunState.RUNNING, 1, Instant.EPOCH, null, null, null, 1, Map.of(), null);
        var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        try (var bell = new Bells().listen("r")) {
            new EventStream((_, _) -> Optional.empty(), bell, new EventText(json)).tell(new News(run, text), out);
        }
    }
}
