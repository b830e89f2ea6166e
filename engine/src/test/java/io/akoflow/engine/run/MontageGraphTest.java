package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MontageGraphTest {

    @ParameterizedTest(name = "{0} degrees")
    @CsvSource({"0.5, 58, 114", "1, 472, 1284", "1.5, 2122, 6114", "2.25, 10222, 30144", "3, 31768, 94404"})
    void shouldHaveThePublishedSizeWhenDegreesAreGiven(double degrees, int activities, int edges) {
        // when
        var montage = MontageGraph.of(degrees);

        // then
        assertThat(montage.activities()).hasSize(activities);
        assertThat(montage.activities().stream()
                        .mapToInt(it -> it.dependsOn().size())
                        .sum())
                .isEqualTo(edges);
    }
}
