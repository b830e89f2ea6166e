package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** As large as real workflows get. */
class LargeFileTest {

    private static final int ACTIVITIES = 31_768;
    private static final int FIRST_LEVEL = 2_000;

    @Test
    void shouldReadWithinThreeSeconds() {
        // given
        var file = file().getBytes(StandardCharsets.UTF_8);

        // when
        var reading = CpuTime.of(() -> Reading.valid(file));

        // then
        var activities = reading.result().workflow().activities();
        assertThat(file.length).isGreaterThan(12_000_000);
        assertThat(activities).hasSize(ACTIVITIES);
        assertThat(activities.stream().mapToInt(it -> it.dependsOn().size()).sum())
                .isEqualTo(3 * (ACTIVITIES - FIRST_LEVEL));
        assertThat(reading.duration()).isLessThan(Duration.ofSeconds(3));
    }

    private static String file() {
        var file = new StringBuilder("name: large\nspec:\n  image: alpine\n  activities:\n");
        for (int i = 0; i < ACTIVITIES; i++) {
            file.append("    - name: mdifffit_ID%07d%n      run: mDiffFit -d -s 1-fit.%d.txt%s%n"
                    .formatted(i, i, " poss2ukstu_blue_001_001.fits".repeat(6)));
            file.append("      memoryLimit: 256Mi\n      cpuLimit: 500m\n      env: {SEED: \"7\", MODE: fast}\n");
            if (i >= FIRST_LEVEL) {
                file.append("      dependsOn:\n");
                for (int back : new int[] {1, 7, 2_000}) {
                    file.append("        - mdifffit_ID%07d%n".formatted(i - back));
                }
            }
        }
        return file.toString();
    }
}
