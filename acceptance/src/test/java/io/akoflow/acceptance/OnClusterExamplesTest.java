package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Workflows in real containers, on a cluster")
class OnClusterExamplesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("examples");
        cluster.assumeRealNodes();
        machine = cluster.start();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Classes.home().resolve("examples"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldSucceedWhenExample(String name) throws IOException {
        // when
        var run = succeed(Files.readString(Classes.home().resolve("examples/%s/workflow.yaml".formatted(name))));
        // then
        assertThat(machine.run(run).path("counts").path("SUCCEEDED").asInt())
                .isEqualTo(machine.run(run).path("activities").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "standalone", "distributed"})
    void shouldPassFilesWhateverTheStoragePolicy(String policy) throws IOException {
        // given
        var diamond = Files.readString(Classes.home().resolve("examples/diamond/workflow.yaml"));
        var policies = "  storagePolicy: {type: %s, storageSize: 64Mi}%n  activities:%n".formatted(policy);
        // when
        var run = succeed(diamond.replaceFirst("  activities:\n", policies));
        // then
        assertThat(machine.log(run, "join")).isEqualTo("sum 500500\n");
    }

    @ParameterizedTest
    @CsvSource({"dataflow-distributed.yaml", "dataflow-standalone.yaml"})
    void shouldPassFilesWhenFileIsOfTheOriginal(String file) {
        // given
        var body = SharedData.forCluster(file);
        // when
        var run = succeed(body);
        // then
        assertThat(machine.log(run, "d")).contains("Hello from a\nHello from b\nHello from c\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello-world.yaml",
                "hello-world-sequential.yaml",
                "hello-world-parallel-gcp.yaml",
                "seven-activities.yaml",
                "eight-activities-runtime-schedule.yaml"
            })
    void shouldSucceedWhenFileIsOfTheOriginal(String file) {
        // given
        var body = SharedData.forCluster(file);
        // when
        var run = succeed(body);
        // then
        assertThat(machine.run(run).path("counts").path("FAILED").asInt()).isZero();
    }

    @Test
    void shouldPrintTableWhenEpidemic() throws IOException {
        // when
        var run = succeed(Files.readString(Classes.home().resolve("examples/epidemic/workflow.yaml")));
        // then
        assertThat(machine.log(run, "table")).contains("1.2", "1.5", "2.0", "3.0");
    }

    private static String succeed(String file) {
        var run = machine.submit(file);
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        return run;
    }
}
