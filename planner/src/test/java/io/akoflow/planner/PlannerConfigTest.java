package io.akoflow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.engine.run.RunLimits;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class PlannerConfigTest {

    @Test
    void shouldHaveDefaults() {
        // when
        var config = new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .build()
                .getConfigMapping(PlannerConfig.class);

        // then
        assertThat(config.instance()).isEmpty();
        assertThat(config.batch()).isEqualTo(500);
        assertThat(config.activitiesInMemory()).isEqualTo(100_000);
        assertThat(config.limits()).isEqualTo(RunLimits.DEFAULT);
    }
}
