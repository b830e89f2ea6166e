package io.akoflow.acceptance;

import static io.akoflow.acceptance.OutputsTest.content;
import static io.akoflow.acceptance.OutputsTest.fetchedTail;
import static io.akoflow.acceptance.OutputsTest.list;
import static io.akoflow.acceptance.OutputsTest.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.LaunchSettings;
import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kubelet is played: for each Job that reads a disk, its image's program is started in the disk's folder. */
@DisplayName("What runs leave on their disks, read and brought by Jobs, as in a deployment")
class OutputsByReaderTest {

    private static final String LABEL = "akoflow.io/outputs";
    private static final long LARGE = 3L << 30;

    /** Loopback as well, but not where the gateway listens for people. */
    private static final String DOOR = "127.0.0.2";

    private static Machine machine;
    private static KubernetesClient client;
    private static String run;
    private static final Set<String> STARTED = ConcurrentHashMap.newKeySet();

    @BeforeAll
    static void start() throws IOException {
        machine = Machine.start(
                "outputs-by-reader",
                settings -> settings.withRunner(RunnerKind.SIMULATE)
                        .withServiceSetting("akoflow.gateway.outputs.folders", "")
                        .withServiceSetting(LaunchSettings.OUTPUTS_ADDRESS, DOOR)
                        .withServiceSetting(LaunchSettings.READER_IMAGE, "akoflow/reader"));
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(machine.parts().kubeconfig().toFile()))
                .build();
        run = machine.submitExample("hello");
        machine.awaitOver(run);
        Files.createDirectories(machine.disk(run).resolve("a/b"));
        Files.writeString(machine.disk(run).resolve("a/b/ü c.txt"), "written by hand");
    }

    @AfterAll
    static void end() {
        client.close();
        machine.close();
    }

    @Test
    void shouldListAndFetchByteForByte() {
        try (var _ = new Kubelet()) {
            // when
            var list = list(machine, run, "");
            var file = machine.bytes(content(run, "a/b/ü c.txt"));
            var missing = machine.send(machine.request(content(run, "a/b/d.txt")));
            var outside = machine.send(machine.request(content(run, "../../../token")));

            // then
            assertThat(paths(list)).containsExactly("a/b/ü c.txt");
            assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo("written by hand");
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(outside.statusCode()).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/", "/q/health", "/outputs/x"})
    void shouldTellNothingWhereOnlyReadersCome(String path) {
        // given
        var place = URI.create("http://%s:%d%s".formatted(DOOR, machine.url().getPort(), path));

        // when
        var answer = machine.send(machine.request(path).uri(place));

        // then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Expected a reader with what is on a disk, but");
    }

    @Test
    void shouldBeOfNoConcernToTheRun() {
        // given
        var before = machine.run(run);
        try (var _ = new Kubelet()) {
            // when
            list(machine, run, "");

            // then
            assertThat(machine.run(run)).isEqualTo(before);
        }
    }

    @Test
    @Tag("slow")
    void shouldBringAFileThatIsLargerThanTheGateway() throws Exception {
        // given
        try (var file = new RandomAccessFile(machine.disk(run).resolve("large").toFile(), "rw")) {
            file.setLength(LARGE);
            file.seek(LARGE - 3);
            file.write("end".getBytes(StandardCharsets.UTF_8));
        }
        try (var _ = new Kubelet()) {
            // when
            var tail = fetchedTail(machine, content(run, "large"), LARGE);

            // then
            assertThat(tail).isEqualTo("end");
        } finally {
            Files.delete(machine.disk(run).resolve("large"));
        }
    }

    /** Starts what Jobs want, each once. */
    private static final class Kubelet implements AutoCloseable {

        private volatile boolean over;
        private final Thread thread = Thread.ofVirtual().start(this::run);

        private void run() {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        client
                                .batch()
                                .v1()
                                .jobs()
                                .inNamespace("akoflow-work")
                                .withLabel(LABEL)
                                .list()
                                .getItems()
                                .stream()
                                .filter(job -> STARTED.add(job.getMetadata().getUid()))
                                .forEach(Kubelet::start);
                        return over;
                    });
        }

        private static void start(Job job) {
            var pod = job.getSpec().getTemplate().getSpec();
            var home = Classes.home().resolve("reader/target");
            var claim = pod.getVolumes().getFirst().getPersistentVolumeClaim().getClaimName();
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx64m",
                            "-cp",
                            home.resolve("classes") + ":" + home.resolve("lib") + "/*",
                            "io.akoflow.reader.Reader")
                    .directory(machine.disk(OutputsByReaderTest.run, claim).toFile())
                    .inheritIO();
            for (EnvVar variable : pod.getContainers().getFirst().getEnv()) {
                builder.environment().put(variable.getName(), variable.getValue());
            }
            try {
                builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            over = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
