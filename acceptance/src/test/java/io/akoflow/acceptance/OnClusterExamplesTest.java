package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Workflows in real containers, on a cluster, under each storage policy")
class OnClusterExamplesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Both parents of {@code join} have the file of theirs. */
    private static final String ALSO_COPIED =
            "akoflow: 'numbers.txt' of 'even' replaces the one of an earlier dependency\n";

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("examples");
        cluster.assumeRealNodes();
        // an activity of 'epidemic' has the disks of 16 others besides its own
        machine = cluster.start(settings -> settings.withServiceSetting("akoflow.dispatcher.pods.most-disks", "17"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    static Stream<Arguments> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Classes.home().resolve("examples"))) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("montage")) // its image is one that whoever tries it makes
                    .sorted()
                    .flatMap(name -> StoragePolicies.ALL.stream().map(policy -> Arguments.of(name, policy)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldSucceedWhenExample(String name, String policy) {
        // when
        var run = succeed(StoragePolicies.under(policy, example(name)));
        // then
        assertThat(machine.run(run).path("counts").path("SUCCEEDED").asInt())
                .isEqualTo(machine.run(run).path("activities").asInt());
    }

    @ParameterizedTest
    @FieldSource("io.akoflow.acceptance.StoragePolicies#ALL")
    void shouldPassFilesOnWhenDiamond(String policy) {
        // when
        var run = succeed(StoragePolicies.under(policy, example("diamond")));
        // then
        assertThat(machine.log(run, "join"))
                .isEqualTo((policy.equals("standalone") ? ALSO_COPIED : "") + "sum 500500\n");
    }

    @ParameterizedTest
    @FieldSource("io.akoflow.acceptance.StoragePolicies#ALL")
    void shouldPassSixteenFilesOnWhenEpidemic(String policy) {
        // when
        var run = succeed(StoragePolicies.under(policy, example("epidemic")));
        // then
        assertThat(machine.log(run, "table")).containsPattern("(?s)R0 .*1\\.2 +4 .*1\\.5 +4 .*2\\.0 +4 .*3\\.0 +4 ");
        assertThat(machine.log(run, "chart")).endsWith("chart: infected.svg\n");
    }

    @ParameterizedTest
    @CsvSource({"storage-shared", "storage-standalone", "storage-distributed"})
    void shouldPassFilesOnWhenExampleIsOfStorage(String name) {
        for (var policy : StoragePolicies.ALL) {
            // when
            var run = succeed(StoragePolicies.under(policy, example(name)));
            // then
            assertThat(machine.log(run, "report")).as(policy).isEqualTo("rain in the north\nsun in the south\n");
        }
    }

    static Stream<Arguments> dataflows() {
        return Stream.of("dataflow-distributed.yaml", "dataflow-standalone.yaml")
                .flatMap(file -> StoragePolicies.ALL.stream().map(policy -> Arguments.of(file, policy)));
    }

    @ParameterizedTest
    @MethodSource("dataflows")
    void shouldPassFilesOnWhenFileIsOfTheOriginal(String file, String policy) {
        // given
        var body = StoragePolicies.under(policy, SharedData.forCluster(file));
        // when
        var run = succeed(body);
        // then
        assertThat(machine.log(run, "d")).endsWith("Hello from a\nHello from b\nHello from c\n");
    }

    @ParameterizedTest
    @FieldSource("io.akoflow.acceptance.StoragePolicies#ALL")
    void shouldPrintAllWhenLoopIsInPython(String policy) {
        // given
        var body = StoragePolicies.under(policy, SharedData.forCluster("python-loop.yaml"));
        // when
        var run = machine.submit(body);
        var over = machine.awaitOver(run, PATIENCE);
        // then
        var failure = machine.firstActivity(run).path("failure");
        assumeFalse(
                isWithoutImage(failure),
                () -> "SKIPPED: Expected the image of python-loop.yaml, but the cluster can't pull it: " + failure);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(machine.log(run, "echo-0-to-100000-in-python"))
                .startsWith("0 Hello World\n1 Hello World\n")
                .endsWith("99999 Hello World\nDone\n")
                .hasLineCount(100_001);
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

    private static boolean isWithoutImage(JsonNode failure) {
        return failure.path("kind").asText().equals("ImagePull");
    }

    private static String example(String name) {
        try {
            return Files.readString(Classes.home().resolve("examples/%s/workflow.yaml".formatted(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String succeed(String file) {
        var run = machine.submit(file);
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        return run;
    }
}
