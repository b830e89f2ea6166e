package io.akoflow.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akoflow.local.LaunchSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What options become. */
class LaunchOptionsTest {

    @Test
    void shouldGiveServicesTheirSettingsWhenSomeAreSet() {
        // when
        var settings =
                settings("--set", "akoflow.dispatcher.unit=pod", "--set=akoflow.gateway.notice=a = b", "--port=9");

        // then
        assertThat(settings.serviceSettings())
                .containsEntry("akoflow.dispatcher.unit", "pod")
                .containsEntry("akoflow.gateway.notice", "a = b")
                .hasSize(2);
    }

    @Test
    void shouldPreferAnOptionOfItsOwnWhenTheSameIsSet() {
        // when
        var settings = settings("--reader-image", "mine", "--set", LaunchSettings.READER_IMAGE + "=other");

        // then
        assertThat(settings.serviceSettings()).containsEntry(LaunchSettings.READER_IMAGE, "mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit=pod", "akoflow.dispatcher=pod", "akoflow.despatcher.unit=pod", "quarkus.http.port=1"})
    void shouldSayWhatIsExpectedWhenNoServiceHasTheSetting(String set) {
        assertThatThrownBy(() -> settings("--set", set))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--set")
                .hasMessageContaining("Expected the setting of a service, such as akoflow.dispatcher.unit, but got '"
                        + set.substring(0, set.indexOf('=')) + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"akoflow.gateway.token", "akoflow.dispatcher.pods.namespace", "akoflow.watcher.shards"})
    void shouldRefuseASettingWhenOthersHaveToAgreeOnIt(String name) {
        assertThatThrownBy(() -> settings("--set", name + "=1"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("that akoflow does not make itself on one machine, but got '" + name + "'");
    }

    @Test
    void shouldSayWhatIsExpectedWhenThereIsNoValue() {
        assertThatThrownBy(() -> settings("--set", "akoflow.dispatcher.unit"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--set");
    }

    private static LaunchSettings settings(String... arguments) {
        var options = new LaunchOptions();
        CommandLine.populateCommand(options, arguments);
        return options.settings();
    }
}
