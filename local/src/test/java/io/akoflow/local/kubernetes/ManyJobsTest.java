package io.akoflow.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints the figures of ADR 0003. */
@Tag("slow")
class ManyJobsTest {
    private static final int JOBS = 30_000;
    private static final int AT_ONCE = 8;

    @TempDir
    Path folder;

    @Test
    void shouldRunThirtyThousandJobsAndTellAWatchOfEachPod() throws Exception {
        // given
        var ended = ConcurrentHashMap.<String>newKeySet();
        var started = System.nanoTime();

        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine);
                var watch = client.pods().withLabel("akoflow.io/shard", "0").watch(new EndedPods(ended))) {
            // when
            var micros = create(client);
            var seconds = (System.nanoTime() - started) / 1e9;

            // then
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(ended).hasSize(JOBS));
            Arrays.sort(micros);
            System.out.printf(
                    "%d Jobs, %d at once: create p50 %.1f ms, p99 %.1f ms, max %.1f ms; %.0f Jobs/s%n",
                    JOBS,
                    AT_ONCE,
                    micros[JOBS / 2] / 1e3,
                    micros[JOBS - JOBS / 100] / 1e3,
                    micros[JOBS - 1] / 1e3,
                    JOBS / seconds);
            assertThat(watch).isNotNull();
        }
    }

    /** How many microseconds each of them took. */
    private static long[] create(KubernetesClient client) throws InterruptedException {
        var micros = new long[JOBS];
        var window = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < JOBS; i++) {
                int number = i;
                window.acquire();
                threads.execute(() -> {
                    var before = System.nanoTime();
                    try {
                        var job = Clients.job("job-" + number, "true");
                        client.batch().v1().jobs().resource(job).create();
                        micros[number] = (System.nanoTime() - before) / 1_000;
                    } finally {
                        window.release();
                    }
                });
            }
        }
        return micros;
    }

    private record EndedPods(Set<String> names) implements Watcher<Pod> {
        @Override
        public void eventReceived(Action action, Pod pod) {
            if (pod.getStatus().getPhase().equals("Succeeded")) {
                names.add(pod.getMetadata().getName());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
