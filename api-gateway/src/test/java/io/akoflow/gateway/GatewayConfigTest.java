package io.akoflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    @Test
    void shouldHaveDefaults() {
        // when
        var config = nothingSet();

        // then
        assertThat(config.auth()).isEqualTo(GatewayConfig.Auth.REQUIRED);
        assertThat(config.token()).isEmpty();
        assertThat(config.tokenValidity()).isEqualTo(Duration.ofDays(90));
        assertThat(config.longestTokenValidity()).isEqualTo(Duration.ofDays(366));
        assertThat(config.roles().viewer()).containsExactly("akoflow-viewer");
        assertThat(config.roles().submitter()).containsExactly("akoflow-submitter");
        assertThat(config.roles().operator()).containsExactly("akoflow-operator");
        assertThat(config.policy().namespaces()).isEmpty();
        assertThat(config.policy().images()).isEmpty();
        assertThat(config.policy().mostActivities()).isEmpty();
        assertThat(config.policy().mostCpu()).isEmpty();
        assertThat(config.policy().mostMemory()).isEmpty();
        assertThat(config.policy().mostStorage()).isEmpty();
        assertThat(config.policy().mostOf()).isEmpty();
        assertThat(config.policy().serviceAccounts()).isEmpty();
        assertThat(config.policy().tolerations()).isEmpty();
        assertThat(config.tokenCheck()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.openMetrics()).isFalse();
        assertThat(config.hosts()).isEmpty();
        assertThat(config.runner()).isEmpty();
        assertThat(config.bodyPatience()).isEqualTo(Duration.ofMillis(900));
        assertThat(config.roomPatience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.logBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(config.startPatience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.kafkaPatience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.logPatience()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldTellNobodyOfEndsByDefault() {
        // when
        var config = nothingSet();

        // then
        assertThat(config.webhook().url()).isEmpty();
        assertThat(config.webhook().secret()).isEmpty();
        assertThat(config.webhook().allowed()).isEmpty();
        assertThat(config.webhook().patience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.webhook().firstPause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.webhook().giveUpAfter()).isEqualTo(Duration.ofDays(1));
    }

    private static GatewayConfig nothingSet() {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
