package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.PodRef;
import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.run.Run;
import io.akoflow.engine.run.RunInput;
import io.akoflow.engine.run.RunLimits;
import io.akoflow.engine.run.RunSnapshot;
import io.akoflow.engine.run.Unreleased;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.planner.store.Batch;
import io.akoflow.planner.store.ChangedRun;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of an activity is kept as it is")
class KeptTest {

    private static final Instant TIME = Instant.parse("2026-01-01T12:00:00Z");

    private static final ActivitySnapshot ALL = new ActivitySnapshot(
            1,
            ActivityState.DISPATCHED,
            2,
            3,
            4,
            5L,
            TIME,
            TIME.plusSeconds(1),
            true,
            new PodRef("uid", "pod", "node", "sha256:0"),
            TIME.plusSeconds(2),
            TIME.plusSeconds(3),
            "There is no room.",
            Reason.NODE,
            new Failure(FailureClass.USER, "ExitCode", 7, "cause", "advice", "tail"),
            0,
            List.of(new Unreleased(1, TIME, TIME.plusSeconds(4), true)));

    @Test
    void shouldKeepEachOfItsFieldsWhenItChanges() {
        // given
        var run = TestRun.flat(2, null);
        try (var postgres = EmbeddedPostgres.temporary();
                var database = new PlannerDatabase(postgres)) {
            var store = database.store();
            store.keep(batch(run, 0, ActivitySnapshot.untouched(1)));

            // when
            store.keep(batch(run, 1, ALL));

            // then
            assertThat(store.load(List.of(run.id()), _ -> true).getFirst().activities())
                    .containsExactly(ALL);
        }
    }

    private static Batch batch(TestRun of, long version, ActivitySnapshot activity) {
        var run = asked(of);
        var definition = version == 0 ? of.workflow() : null;
        var changed = new ChangedRun(run, 0, version, definition, false, null, 1, true, List.of(activity));
        return new Batch(List.of(), List.of(changed), List.of(), List.of());
    }

    private static RunSnapshot asked(TestRun of) {
        var run = Run.unknown(of.id(), RunLimits.DEFAULT);
        run.apply(run.decide(new RunInput.Requested(of.requested()), TIME));
        return run.snapshot().orElseThrow();
    }
}
