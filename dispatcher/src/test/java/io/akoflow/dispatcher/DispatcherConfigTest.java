package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.engine.kubernetes.Unit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherConfigTest {

    @Test
    void shouldHaveDefaults() {
        // when
        var config = Settings.of(Map.of());

        // then
        assertThat(config.group()).isEqualTo("akoflow-dispatcher");
        assertThat(config.instanceId()).isEmpty();
        assertThat(config.calls()).isEqualTo(64);
        assertThat(config.commands()).isEqualTo(1_000);
        assertThat(config.callTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.claimMemory()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.checkStorageClasses()).isTrue();
        assertThat(config.unit()).isEqualTo(Unit.JOB);
    }

    @Test
    void shouldHaveDefaultsForPods() {
        // when
        var pods = Settings.of(Map.of()).pods();

        // then
        assertThat(pods.namespace()).isEqualTo("akoflow-work");
        assertThat(pods.shards()).isEqualTo(1);
        assertThat(pods.annotations()).isEmpty();
        assertThat(pods.user()).isEmpty();
        assertThat(pods.copyImage()).isEqualTo("alpine:3.20");
        assertThat(pods.queue()).isEmpty();
        assertThat(pods.serviceAccount()).isEmpty();
        assertThat(pods.storageClasses()).isEmpty();
        assertThat(pods.mostDisks()).isEqualTo(16);
    }
}
