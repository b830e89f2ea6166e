package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.Patience;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.engine.kubernetes.Seat;
import io.akoflow.watcher.Bus;
import io.akoflow.watcher.Settings;
import io.akoflow.watcher.SharedKafka;
import io.akoflow.watcher.World;
import io.akoflow.watcher.messaging.OpenSpeaker;
import io.akoflow.watcher.messaging.Speaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** An attempt whose log is read from a scripted kubelet, and said to a real Kafka. */
final class LogScene implements AutoCloseable {

    /** When the container began. */
    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    static final Instant SOON = NOW.plusSeconds(1);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z' ").withZone(ZoneOffset.UTC);

    private volatile Instant now = NOW;
    private final ScriptedKubelet kubelet = new ScriptedKubelet();
    private final Map<String, Object> kafka = SharedKafka.get().clientSettings();
    private final Speaker speaker = OpenSpeaker.of(kafka, new SimpleMeterRegistry());
    private final Bus bus = new Bus(kafka);
    private final AttemptId id = new AttemptId(World.newRun(), 0, 1);
    private final Attempt attempt = new Attempt(id, new Place("work", 0, Seat.ALONE), Patience.DEFAULT, () -> now);
    private final AttemptLog log = new AttemptLog(
            attempt, kubelet.client(), speaker, Settings.of(Map.of()).logs());

    ScriptedKubelet kubelet() {
        return kubelet;
    }

    void at(Instant time) {
        now = time;
    }

    void runs() {
        see(new ContainerView.Running(NOW));
    }

    void ended() {
        see(new ContainerView.Terminated(0, "Completed", null, NOW, NOW));
    }

    /** The container ends when so much was asked for. */
    void endAfter(int requests) {
        Thread.ofVirtual().start(() -> {
            try {
                kubelet.awaitAsked(requests);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            ended();
        });
    }

    void read() throws InterruptedException {
        log.read("activity");
    }

    boolean isComplete() {
        return log.isComplete();
    }

    String said() {
        bus.first(
                LogChunk.class,
                chunk -> chunk.run().equals(id.run()) && chunk.data().isEmpty());
        return new String(bus.log(id, "activity"), StandardCharsets.UTF_8);
    }

    static String[] lines(String line, int count) {
        return Collections.nCopies(count, line).toArray(String[]::new);
    }

    /** Lines as a kubelet sends them, a millisecond after each other. */
    static String stamped(Instant first, String... lines) {
        var all = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            all.append(STAMP.format(first.plusMillis(i))).append(lines[i]).append('\n');
        }
        return all.toString();
    }

    private void see(ContainerView.State state) {
        var container = new ContainerView("activity", false, false, null, state);
        attempt.see(new PodView(
                "f00d", "step-1", "node-1", false, null, "Running", null, null, List.of(), List.of(container)));
    }

    @Override
    public void close() {
        kubelet.close();
        OpenSpeaker.close(speaker);
        bus.close();
    }
}
