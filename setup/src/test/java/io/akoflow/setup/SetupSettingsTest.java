package io.akoflow.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SetupSettingsTest {

    @Test
    void shouldKnowClientSettingsWhenTheyAreVariables() {
        // given
        var settings = new SetupSettings(Map.of("KAFKA_SASL_JAAS_CONFIG", "login;", "HOME", "/"));

        // when
        var kafka = settings.kafka();

        // then
        assertThat(kafka).containsOnly(Map.entry("sasl.jaas.config", "login;"));
        assertThat(settings.partitions()).isEqualTo(6);
        assertThat(settings.replication()).isEqualTo(1);
    }
}
