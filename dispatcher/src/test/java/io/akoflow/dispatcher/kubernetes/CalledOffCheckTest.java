package io.akoflow.dispatcher.kubernetes;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.dispatcher.Attempts;
import io.akoflow.dispatcher.FaultyApi;
import io.akoflow.dispatcher.Settings;
import io.akoflow.dispatcher.World;
import io.akoflow.engine.kubernetes.Unit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An attempt that is not there, and a check that somebody else goes on with. */
class CalledOffCheckTest {

    private final FaultyApi faulty = World.shared().newApi();
    private final CallOff callOff = new CallOff();

    @AfterEach
    void close() {
        faulty.close();
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void shouldSayNothingWhenItIsCalledOffBeforeItBegins(Unit unit) {
        // given
        callOff.callOff();

        // when
        boolean lost = isLost(unit);

        // then
        assertThat(lost).isFalse();
        assertThat(faulty.seen("")).isEmpty();
    }

    @Test
    void shouldAskNoMoreWhenItIsCalledOffInTheMidstOfTrouble() {
        // given
        faulty.add(request -> {
            callOff.callOff();
            return Optional.of(status(500, "InternalError", "etcd is busy"));
        });

        // when
        boolean lost = isLost(Unit.POD);

        // then
        assertThat(lost).isFalse();
        assertThat(faulty.seen("")).hasSize(1);
    }

    private boolean isLost(Unit unit) {
        var config = Settings.of(Map.of("unit", unit.name(), "patience", "PT3S"));
        var attempts = Attempts.ofNewRun();
        try (var parts = Parts.of(faulty.url(), World.shared().token(), config, new SimpleMeterRegistry())) {
            return !parts.leftovers()
                    .lost(new ActivityCheck(attempts.run(), 0, 1, Instant.now(), attempts.job(0)), callOff)
                    .isEmpty();
        }
    }
}
