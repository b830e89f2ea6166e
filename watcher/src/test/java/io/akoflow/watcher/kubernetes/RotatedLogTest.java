package io.akoflow.watcher.kubernetes;

import static io.akoflow.watcher.kubernetes.LogPass.MISSING_HERE;
import static io.akoflow.watcher.kubernetes.LogScene.NOW;
import static io.akoflow.watcher.kubernetes.LogScene.SOON;
import static io.akoflow.watcher.kubernetes.LogScene.lines;
import static io.akoflow.watcher.kubernetes.LogScene.stamped;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kubelets that rotate a log while it is read. */
class RotatedLogTest {

    private final LogScene scene = new LogScene();

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void shouldSayWhereSomethingIsMissingWhenTheLastLineIsNotThereAnyMore() throws InterruptedException {
        // given
        scene.ended();
        scene.kubelet().breaksOffAfter(stamped(SOON, "one", "tw"));
        scene.kubelet().answers(stamped(SOON.plusSeconds(30), "fifty", "end"));

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("one\ntw\n" + MISSING_HERE + "fifty\nend\n");
        assertThat(scene.isComplete()).isFalse();
    }

    @Test
    void shouldGoOnInTheNewFileWhenTheOldOneWasReadToItsEnd() throws InterruptedException {
        // given
        scene.runs();
        var old = stamped(SOON, lines("old line", 200_000));
        var fresh = stamped(Instant.parse("2026-03-02T10:04:00Z"), "new line", "the end");
        scene.kubelet().answers(old);
        scene.kubelet().answers(fresh.substring(fresh.indexOf('\n') + 1));
        scene.kubelet().answers(fresh);
        scene.at(Instant.parse("2026-03-02T10:03:25Z"));
        scene.endAfter(1);

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("old line\n".repeat(200_000) + "new line\nthe end\n");
        assertThat(scene.isComplete()).isTrue();
        assertThat(scene.kubelet().asked())
                .containsExactly("follow=true", "tailLines=1", "sinceTime=2026-03-02T10:03:20Z");
    }

    @Test
    void shouldMarkThatAFileMayBeMissingWhenTheOldOneWasReadTooLate() throws InterruptedException {
        // given
        scene.runs();
        scene.kubelet().answers(stamped(SOON, lines("old line", 200_000)));
        scene.kubelet().answers(stamped(Instant.parse("2026-03-02T10:04:00Z"), "the end"));
        scene.kubelet().answers(stamped(Instant.parse("2026-03-02T10:04:00Z"), "the end"));
        scene.at(Instant.parse("2026-03-02T10:03:30Z"));
        scene.endAfter(1);

        // when
        scene.read();

        // then
        assertThat(scene.said()).endsWith("old line\n" + MISSING_HERE + "the end\n");
        assertThat(scene.isComplete()).isFalse();
    }

    @Test
    void shouldMarkAJumpWhenTheKubeletGoesOnInALaterFile() throws InterruptedException {
        // given
        scene.runs();
        scene.kubelet().answers(stamped(SOON, lines("old line", 200_000)) + stamped(SOON.plusSeconds(220), "the end"));
        scene.kubelet().answers(stamped(SOON.plusSeconds(220), "the end"));
        scene.endAfter(1);

        // when
        scene.read();

        // then
        assertThat(scene.said()).endsWith("old line\n" + MISSING_HERE + "the end\n");
        assertThat(scene.isComplete()).isFalse();
    }

    @Test
    void shouldAskForTheLastLineOnlyWhenALongLogWasFollowedToItsEnd() throws InterruptedException {
        // given
        scene.runs();
        var whole = stamped(SOON, lines("some line", 200_000));
        scene.kubelet().answers(whole);
        scene.kubelet().answers(whole.substring(whole.lastIndexOf('\n', whole.length() - 2) + 1));
        scene.endAfter(1);

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("some line\n".repeat(200_000));
        assertThat(scene.isComplete()).isTrue();
        assertThat(scene.kubelet().asked()).containsExactly("follow=true", "tailLines=1");
    }

    @Test
    void shouldLookElsewhereWhenMuchCameAndThenNothingMore() throws InterruptedException {
        // given
        scene.runs();
        scene.kubelet().keepsOpenAfter(stamped(SOON, lines("old line", 200_000)));
        scene.kubelet().answers("");
        scene.kubelet().answers(stamped(Instant.parse("2026-03-02T10:03:22Z"), "the end"));
        scene.at(Instant.parse("2026-03-02T10:03:25Z"));
        scene.endAfter(3);

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("old line\n".repeat(200_000) + "the end\n");
        assertThat(scene.isComplete()).isTrue();
        assertThat(scene.kubelet().asked())
                .containsExactly("follow=true", "tailLines=1", "follow=true&sinceTime=2026-03-02T10:03:20Z");
    }

    @Test
    void shouldNotTrustALogWhoseLastLineCannotBeFound() throws InterruptedException {
        // given
        scene.ended();
        scene.kubelet().breaksOffAfter(stamped(SOON, lines("tick", 100)));
        scene.kubelet().answers(stamped(SOON, lines("tick", 60)));

        // when
        scene.read();

        // then
        assertThat(scene.said()).isEqualTo("tick\n".repeat(100));
        assertThat(scene.isComplete()).isFalse();
    }

    @Test
    void shouldSayThatItsBeginningMayBeMissingWhenItIsPrintedFastAndAskedForLate() throws InterruptedException {
        // given
        scene.ended();
        scene.at(NOW.plusSeconds(60));
        scene.kubelet().answers(stamped(NOW.plusSeconds(50), lines("x".repeat(1000), 2000)));

        // when
        scene.read();

        // then
        assertThat(scene.said()).contains("x\n\n[akoflow: output before the first line may be missing");
        assertThat(scene.isComplete()).isFalse();
    }
}
