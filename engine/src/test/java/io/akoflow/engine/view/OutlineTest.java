package io.akoflow.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OutlineTest {

    @Test
    void shouldTellTypesInTheOrderInWhichTheyAppear() {
        // when
        var outline = Outline.of(
                List.of("view", "project-1", "project-2", "diff-1"),
                List.of(List.of(3), List.of(), List.of(), List.of(1, 2)));

        // then
        assertThat(outline.types()).containsExactly("view", "project", "diff");
        assertThat(outline.type()).containsExactly(0, 1, 1, 2);
        assertThat(outline.level()).containsExactly(2, 0, 0, 1);
        assertThat(outline.ofType("project")).containsExactly(1, 2);
        assertThat(outline.ofType("add")).isEmpty();
        assertThat(outline.dependants()).containsExactly(List.of(), List.of(3), List.of(3), List.of(0));
    }

    @RepeatedTest(50)
    void shouldBeOneLevelAboveTheHighestDependency(RepetitionInfo seed) {
        // when
        var outline = RandomOutline.of(new SplittableRandom(seed.getCurrentRepetition()));

        // then
        for (int activity = 0; activity < outline.size(); activity++) {
            int below = outline.dependsOn().get(activity).stream()
                    .mapToInt(outline.level()::get)
                    .max()
                    .orElse(-1);
            assertThat(outline.level().get(activity)).isEqualTo(below + 1);
        }
    }
}
