package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatcherConfigTest {

    @Test
    void shouldHaveDefaults() {
        // when
        var config = Settings.of(Map.of());

        // then
        assertThat(config.namespaces()).containsExactly("akoflow-work");
        assertThat(config.shards()).isEqualTo(1);
        assertThat(config.identity()).isEmpty();
        assertThat(config.reminder()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.usageInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.leases().namespace()).isEqualTo("akoflow");
        assertThat(config.leases().duration()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.leases().renewal()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.waits().grace()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.waits().imagePull()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.waits().unschedulable()).isEmpty();
        assertThat(config.logs().followAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.logs().patience()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.logs().mostBytes()).isEqualTo(50 * 1024 * 1024);
        assertThat(config.logs().follows()).isEqualTo(200);
        assertThat(config.logs().reads()).isEqualTo(32);
    }
}
