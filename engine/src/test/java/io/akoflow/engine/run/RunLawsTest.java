package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Laws of a run: any graph, any order and repetition of events, a crash after any step")
class RunLawsTest {

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepEveryLawWhenAnythingHappensInAnyOrder(long seed) {
        // given
        var world = new World(seed);
        // when
        var life = assertThatCode(world::live);
        // then
        life.as("seed %d", seed).doesNotThrowAnyException();
    }
}
