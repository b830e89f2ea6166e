package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.JobRef;
import io.akoflow.engine.kubernetes.JobPlan.Leftover;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    private static final JobRef JOB = new JobRef("akoflow-work", "count-01k5zq3v8m4n9p2r7s6t1w0xyz-1-2");

    @Test
    void shouldLeaveOnlyItsJobWhenTheScriptIsAnArgument() {
        assertThat(JobPlan.leftovers(JOB, Kind.JOB, false))
                .containsExactly(new Leftover(Kind.JOB, JOB.namespace(), JOB.name()));
    }

    @Test
    void shouldLeaveOnlyItsPodWhenItHasNoJob() {
        assertThat(JobPlan.leftovers(JOB, Kind.POD, false))
                .containsExactly(new Leftover(Kind.POD, JOB.namespace(), JOB.name()));
    }

    @Test
    void shouldLeaveItsScriptTooWhenThatHasAnObjectOfItsOwn() {
        assertThat(JobPlan.leftovers(JOB, Kind.JOB, true))
                .containsExactly(
                        new Leftover(Kind.JOB, JOB.namespace(), JOB.name()),
                        new Leftover(Kind.SCRIPT, JOB.namespace(), JOB.name()));
    }
}
