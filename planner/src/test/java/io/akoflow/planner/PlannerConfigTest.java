package io.akoflow.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void shouldKnowTheMostMemoryWhenItIsAQuantity() {
        // when
        var config = new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withDefaultValue("akoflow.planner.most-memory", "16Gi")
                .build()
                .getConfigMapping(PlannerConfig.class);

        // then
        assertThat(config.limits().mostMemory()).isEqualTo(16L << 30);
    }

    @Test
    void shouldNotStartWhenTheMostMemoryIsNone() {
        // given
        var config = new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withDefaultValue("akoflow.planner.most-memory", "much")
                .build()
                .getConfigMapping(PlannerConfig.class);

        // when / then
        assertThatThrownBy(config::limits)
                .hasMessage("Expected akoflow.planner.most-memory to be a quantity such as 16Gi, but it is 'much'");
    }

    @Test
    void shouldNotStartWhenNothingCouldBegin() {
        // given
        var config = new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withDefaultValue("akoflow.planner.pods", "0")
                .build()
                .getConfigMapping(PlannerConfig.class);

        // when / then
        assertThatThrownBy(config::check)
                .hasMessage("Expected akoflow.planner.window and akoflow.planner.pods to be at least 1,"
                        + " but they are 500 and 0");
    }
}
