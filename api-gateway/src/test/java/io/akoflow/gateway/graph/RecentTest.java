package io.akoflow.gateway.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentTest {

    @Test
    void shouldForgetWhatWasNotUsedForLongest() {
        // given
        var recent = new Recent<String, Integer>(10, (_, value) -> value);
        recent.put("a", 4);
        recent.put("b", 4);

        // when
        var used = recent.find("a");
        recent.put("c", 3);

        // then
        assertThat(used).contains(4);
        assertThat(recent.find("a")).contains(4);
        assertThat(recent.find("b")).isEmpty();
        assertThat(recent.find("c")).contains(3);
    }

    @Test
    void shouldNotRememberWhatAloneIsTooHeavy() {
        // given
        var recent = new Recent<String, Integer>(10, (_, value) -> value);
        recent.put("a", 10);

        // when
        recent.put("b", 11);

        // then
        assertThat(recent.find("a")).contains(10);
        assertThat(recent.find("b")).isEmpty();
    }

    @Test
    void shouldNeverRememberMoreThanItMay() {
        var random = new SplittableRandom(1);
        var recent = new Recent<Integer, Integer>(100, (_, value) -> value);
        for (int i = 0; i < 10_000; i++) {
            recent.put(random.nextInt(50), random.nextInt(1, 20));
            int sum = 0;
            for (int key = 0; key < 50 && i % 100 == 0; key++) {
                sum += recent.find(key).orElse(0);
            }
            assertThat(sum).isLessThanOrEqualTo(100);
        }
    }
}
