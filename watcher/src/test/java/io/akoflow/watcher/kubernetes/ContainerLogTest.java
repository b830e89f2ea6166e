package io.akoflow.watcher.kubernetes;

import static io.akoflow.watcher.kubernetes.LogScene.SOON;
import static io.akoflow.watcher.kubernetes.LogScene.stamped;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kubelets that do what they should not. */
class ContainerLogTest {

    private final LogScene scene = new LogScene();

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void shouldPassOnEachByteOnceWhenStreamBreaksOff() throws InterruptedException {
        // given
        scene.ended();
        var whole = stamped(SOON, "one", "two", "three");
        scene.kubelet().breaksOffAfter(whole.substring(0, whole.indexOf("wo")));
        scene.kubelet().breaksOffAfter(whole.substring(0, whole.indexOf("ee")));
        scene.kubelet().answers(whole);

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("one\ntwo\nthree\n");
        assertThat(scene.isComplete()).isTrue();
        assertThat(scene.kubelet().asked())
                .containsExactly("", "sinceTime=2026-03-02T10:00:01Z", "sinceTime=2026-03-02T10:00:01Z");
    }

    @Test
    void shouldKnowLinesApartWhenTheyAreOfTheSameMomentAndAlike() throws InterruptedException {
        // given
        scene.ended();
        var tick = stamped(SOON, "tick");
        scene.kubelet().breaksOffAfter(tick.repeat(3));
        scene.kubelet().answers(tick.repeat(5) + stamped(SOON.plusSeconds(1), "tock"));

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("tick\n".repeat(5) + "tock\n");
        assertThat(scene.isComplete()).isTrue();
    }

    @Test
    void shouldGoOnWhenLinesOfTwoStreamsAreOutOfOrder() throws InterruptedException {
        // given
        scene.ended();
        var late = stamped(SOON.plusNanos(2000), "late");
        var early = stamped(SOON.plusNanos(1000), "early");
        scene.kubelet().breaksOffAfter(late + early);
        scene.kubelet().answers(late + early + stamped(SOON.plusNanos(1500), "next"));

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("late\nearly\nnext\n");
        assertThat(scene.isComplete()).isTrue();
    }

    @Test
    void shouldGoOnWhenStreamEndsBeforeTheContainerDoes() throws InterruptedException {
        // given
        scene.runs();
        scene.kubelet().answers(stamped(SOON, "one"));
        scene.kubelet().answers(stamped(SOON, "one", "two"));
        scene.endAfter(2);

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("one\ntwo\n");
        assertThat(scene.isComplete()).isTrue();
        assertThat(scene.kubelet().asked())
                .containsExactly("follow=true", "follow=true&sinceTime=2026-03-02T10:00:01Z");
    }

    @Test
    void shouldShowWhatHasNoTimeButNotCallItAll() throws InterruptedException {
        // given
        scene.ended();
        scene.kubelet().answers("unable to retrieve container logs for containerd://f00d");

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("unable to retrieve container logs for containerd://f00d");
        assertThat(scene.isComplete()).isFalse();
    }
}
