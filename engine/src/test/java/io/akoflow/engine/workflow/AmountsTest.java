package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantities and durations, as activities have them. */
class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "2097152, 2097152",
        "2097152000m, 2097152",
        "2097152000000u, 2097152",
        "2097152000000000n, 2097152",
        "1500.5k, 1500500",
        "256M, 256000000",
        "1G, 1000000000",
        "1T, 1000000000000",
        "1P, 1000000000000000",
        "1E, 1000000000000000000",
        "2048Ki, 2097152",
        "256Mi, 268435456",
        "1.5Gi, 1610612736",
        "1Ti, 1099511627776",
        "1Pi, 1125899906842624",
        "1Ei, 1152921504606846976",
        "1e7, 10000000",
        "1E7, 10000000",
        "1.5e+7, 15000000",
        "150000000000e-3, 150000000",
        "+256Mi, 268435456",
        "256.Mi, 268435456",
        ".5Gi, 536870912",
        "1048576.1, 1048577",
    })
    void shouldReadMemoryInBytes(String written, long bytes) {
        // when
        var resources = Reading.activity("run: r\nmemoryLimit: " + written).resources();

        // then
        assertThat(resources.memoryBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 500",
        "500m, 500",
        "1, 1000",
        "'\"2\"', 2000",
        "0.0001, 1",
        "1m, 1",
        "1500u, 2",
        "14, 14000",
        "1k, 1000000",
        "1e2, 100000",
    })
    void shouldReadProcessorsInThousandths(String written, long millis) {
        // when
        var resources = Reading.activity("run: r\ncpuLimit: " + written).resources();

        // then
        assertThat(resources.cpuMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1KB",
                "1K",
                "1ki",
                "1MiB",
                "Mi",
                ".",
                "1 Mi",
                "1e",
                "1e1.5",
                "1Mi1",
                "1_000",
                "0x100",
                "1e31",
                "1e-31",
                "1,5Gi",
                "--1",
                "1e99999999999",
                "99999999999999999999999999999999999999999",
            })
    void shouldRefuseWhenItIsNoQuantity(String written) {
        // when
        var message = Reading.message(Reading.file("run: r\nmemoryLimit: '%s'".formatted(written), ""));

        // then
        assertThat(message)
                .startsWith("Expected 'memoryLimit' to be a quantity such as 256Mi or 1Gi, but it is the text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"32Mi", "1Gi", "1.5Gi", "1073741824", "1e9"})
    void shouldKeepSizeOfDiskAsItIsWritten(String size) {
        // when
        var storage = Reading.workflow(Reading.file("run: r", "storagePolicy: {storageSize: %s}".formatted(size)))
                .storage();

        // then
        assertThat(storage.size()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "10s, PT10S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "1h30m, PT1H30M",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "1500ms, PT1.5S",
        "1.5h, PT1H30M",
        "0.5m, PT30S",
        "90m, PT1H30M",
        "2m500ms, PT2M0.5S",
        "366d, PT8784H",
    })
    void shouldReadDuration(String written, Duration expected) {
        // when
        var activity = Reading.activity("run: r\ntimeout: " + written);

        // then
        assertThat(activity.timeout()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0h", "500ms"})
    void shouldReadPausesShorterThanTimeOutsCanBe(String written) {
        // when
        var retry = Reading.activity("run: r\nretry: {backoff: %s}".formatted(written))
                .retry();

        // then
        assertThat(retry.backoff()).isEqualTo(Durations.parse(written).orElseThrow());
        assertThat(Reading.message(Reading.file("run: r\ntimeout: " + written, "")))
                .isEqualTo("Expected 'timeout' to be from 1s to 366d, but it is '%s'".formatted(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10", "s", "10S", "1m1h", "10s5s", "1 h", "-5s", "1.h", "1,5h", "PT10S", "10s ", "9999999999999d"
            })
    void shouldRefuseWhenItIsNoDuration(String written) {
        // when
        var message = Reading.message(Reading.file("run: r\ntimeout: '%s'".formatted(written), ""));

        // then
        assertThat(message)
                .startsWith("Expected 'timeout' to be a duration such as 10s, 5m or 1h30m, but it is the text");
    }

    @ParameterizedTest
    @CsvSource({
        "dependsOn, dependson",
        "dependsOn, depends_on",
        "dependsOn, depend-on",
        "dependsOn, dependOns",
        "dependsOn, dpeendsOn",
        "run, rum",
    })
    void shouldFindNameThatWasMeant(String meant, String written) {
        // when
        var nearest = NearestName.of(written, List.of("run", "dependsOn", "image", "name"));

        // then
        assertThat(nearest).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"needs", "ru", "x", "", "requirements"})
    void shouldFindNoNameWhenNoneIsNear(String written) {
        // when
        var nearest = NearestName.of(written, List.of("run", "dependsOn", "image", "name"));

        // then
        assertThat(nearest).isEmpty();
    }
}
