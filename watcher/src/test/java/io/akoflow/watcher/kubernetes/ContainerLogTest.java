package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.Patience;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.watcher.Bus;
import io.akoflow.watcher.Settings;
import io.akoflow.watcher.SharedKafka;
import io.akoflow.watcher.World;
import io.akoflow.watcher.messaging.OpenSpeaker;
import io.akoflow.watcher.messaging.Speaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kubelets that do what they should not. */
class ContainerLogTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final ContainerView.State RUNS = new ContainerView.Running(NOW);
    private static final ContainerView.State ENDED = new ContainerView.Terminated(0, "Completed", null, NOW, NOW);

    private final ScriptedKubelet kubelet = new ScriptedKubelet();
    private final Map<String, Object> kafka = SharedKafka.get().clientSettings();
    private final Speaker speaker = OpenSpeaker.of(kafka, new SimpleMeterRegistry());
    private final Bus bus = new Bus(kafka);
    private final AttemptId id = new AttemptId(World.newRun(), 0, 1);
    private final Attempt attempt = new Attempt(id, "work", 0, Patience.DEFAULT, InstantSource.fixed(NOW));
    private final AttemptLog log = new AttemptLog(
            attempt, kubelet.client(), speaker, Settings.of(Map.of()).logs());

    @AfterEach
    void end() {
        kubelet.close();
        OpenSpeaker.close(speaker);
        bus.close();
    }

    @Test
    void shouldPassOnEachByteOnceWhenStreamBreaksOff() throws InterruptedException {
        // given
        attempt.see(pod(ENDED));
        kubelet.breaksOffAfter("one\ntw");
        kubelet.breaksOffAfter("one\ntwo\nthr");
        kubelet.answers("one\ntwo\nthree\n");

        // when
        log.read("activity");

        // then
        assertThat(said()).isEqualTo("one\ntwo\nthree\n");
        assertThat(log.isComplete()).isTrue();
    }

    @Test
    void shouldGoOnWhenStreamEndsBeforeTheContainerDoes() throws InterruptedException {
        // given
        attempt.see(pod(RUNS));
        kubelet.answers("one\n");
        kubelet.answers("one\ntwo\n");
        var ending = Thread.ofVirtual().unstarted(() -> attempt.see(pod(ENDED)));
        Thread.ofVirtual().start(() -> {
            while (kubelet.asked().size() < 2) {
                Thread.onSpinWait();
            }
            ending.start();
        });

        // when
        log.read("activity");

        // then
        assertThat(said()).isEqualTo("one\ntwo\n");
        assertThat(log.isComplete()).isTrue();
        assertThat(kubelet.asked()).containsExactly("follow=true", "follow=true");
    }

    @Test
    void shouldSayWhatIsMissingWhenLogWasRotatedUnderTheReader() throws InterruptedException {
        // given
        attempt.see(pod(RUNS));
        var old = "old line\n".repeat(200_000);
        var fresh = "new line\n".repeat(1000) + "the end\n";
        kubelet.answers(old);
        kubelet.answers("the end\n");
        kubelet.answers(fresh);
        Thread.ofVirtual().start(() -> {
            while (kubelet.asked().isEmpty()) {
                Thread.onSpinWait();
            }
            attempt.see(pod(ENDED));
        });

        // when
        log.read("activity");

        // then
        assertThat(said())
                .isEqualTo(old + "\n[akoflow: some of this log was rotated away before it was read]\n" + fresh);
        assertThat(log.isComplete()).isFalse();
        assertThat(kubelet.asked()).containsExactly("follow=true", "tailLines=1", "");
    }

    @Test
    void shouldNotAskTwiceWhenALongLogWasFollowedToItsEnd() throws InterruptedException {
        // given
        attempt.see(pod(RUNS));
        var whole = "some line\n".repeat(200_000) + "the end\n";
        kubelet.answers(whole);
        kubelet.answers("the end\n");
        Thread.ofVirtual().start(() -> {
            while (kubelet.asked().isEmpty()) {
                Thread.onSpinWait();
            }
            attempt.see(pod(ENDED));
        });

        // when
        log.read("activity");

        // then
        assertThat(said()).isEqualTo(whole);
        assertThat(log.isComplete()).isTrue();
        assertThat(kubelet.asked()).containsExactly("follow=true", "tailLines=1");
    }

    @Test
    void shouldNotTrustALogThatHasBecomeShorter() throws InterruptedException {
        // given
        attempt.see(pod(ENDED));
        kubelet.breaksOffAfter("tick\n".repeat(100));
        kubelet.answers("tick\n".repeat(60));

        // when
        log.read("activity");

        // then
        assertThat(log.isComplete()).isFalse();
    }

    private String said() {
        bus.first(
                LogChunk.class,
                chunk -> chunk.run().equals(id.run()) && chunk.data().isEmpty());
        return new String(bus.log(id, "activity"), StandardCharsets.UTF_8);
    }

    private static PodView pod(ContainerView.State state) {
        var container = new ContainerView("activity", false, false, null, state);
        return new PodView(
                "f00d", "step-1", "node-1", false, null, "Running", null, null, List.of(), List.of(container));
    }
}
