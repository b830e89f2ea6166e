package io.akoflow.dispatcher.kubernetes;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.dispatcher.Attempts;
import io.akoflow.dispatcher.FaultyApi;
import io.akoflow.dispatcher.FaultyApi.Fault;
import io.akoflow.dispatcher.Settings;
import io.akoflow.dispatcher.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An attempt without a pod is withdrawn where not every pod may be made, by somebody who has no patience at all. */
class WithdrawnWithoutRoomTest {

    private static final Fault NO_ROOM =
            status(403, "Forbidden", "pods \"p\" is forbidden: exceeded quota: work, requested: pods=1");

    private final FaultyApi faulty = World.shared().newApi();
    private final Attempts attempts = Attempts.ofNewRun();
    private final CallOff callOff = new CallOff();

    @AfterEach
    void close() {
        faulty.close();
    }

    @Test
    void shouldTakeTheNameWhenThereIsRoomLater() {
        // given
        faulty.add(2, it -> it.isCreate("pods"), NO_ROOM);

        // when
        boolean ended = end();

        // then
        assertThat(ended).isTrue();
        assertThat(creations()).isEqualTo(3);
    }

    @Test
    void shouldLeaveItWhenNoSuchPodIsAdmitted() {
        // given
        faulty.add(1, it -> it.isCreate("pods"), status(403, "Forbidden", "minimum cpu usage per Container is 100m"));

        // when
        boolean ended = end();

        // then
        assertThat(ended).isFalse();
        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void shouldWaitForRoomNoLongerWhenItIsCalledOff() {
        // given
        faulty.add(request -> {
            if (!request.isCreate("pods")) {
                return Optional.empty();
            }
            callOff.callOff();
            return Optional.of(NO_ROOM);
        });

        // when
        boolean ended = end();

        // then
        assertThat(ended).isFalse();
        assertThat(creations()).isEqualTo(1);
    }

    private boolean end() {
        var config = Settings.of(Map.of("unit", "pod", "patience", "PT0S"));
        try (var parts = Parts.of(faulty.url(), World.shared().token(), config, new SimpleMeterRegistry())) {
            return parts.tombstones().end(attempts.withdrawn(0), callOff);
        }
    }

    private long creations() {
        return faulty.seen("").stream().filter(it -> it.isCreate("pods")).count();
    }
}
