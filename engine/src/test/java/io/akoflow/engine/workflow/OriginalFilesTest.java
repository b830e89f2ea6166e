package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akoflow.contract.Problem;
import io.akoflow.contract.StoragePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the original tool, which have to run unchanged. They are beside the project, not in it. */
class OriginalFilesTest {

    private static final Path FOLDER = Path.of("../../shared/data/akoflow");
    private static final String RUNTIME = "Expected 'runtime' to be 'k8s' or a name that begins with it, which is"
            + " Kubernetes and the only one supported, but it is the text 'singularity'";
    private static final String WIDE =
            "Expected at most 32 activities at once, as storagePolicy type shared keeps a run on"
                    + " one node, but here up to 360 can run at once; with type distributed they run on any node";
    private static final String KEEP_DISK = "Expected 'keepDisk' under storagePolicy type standalone, but the type is"
            + " shared, where all activities have one disk and 'retain' says how long it is kept";

    /** What is in a file: activities, dependencies, and what is said about it. */
    record Expected(String file, int activities, int dependencies, StoragePolicy.Type type, List<String> warnings) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Expected> valid() {
        return List.of(
                new Expected("dataflow-distributed", 4, 3, StoragePolicy.Type.DISTRIBUTED, List.of()),
                new Expected("dataflow-standalone", 4, 3, StoragePolicy.Type.STANDALONE, List.of()),
                new Expected(
                        "eight-activities-runtime-schedule",
                        8,
                        8,
                        StoragePolicy.Type.DISTRIBUTED,
                        List.of("5:3 Expected a key of spec that has an effect, but 'schedule' has none")),
                new Expected("hello-world", 2, 0, StoragePolicy.Type.SHARED, List.of()),
                new Expected("hello-world-parallel-gcp", 3, 2, StoragePolicy.Type.SHARED, List.of()),
                new Expected("hello-world-sequential", 3, 3, StoragePolicy.Type.SHARED, List.of()),
                new Expected("montage-050d", 58, 114, StoragePolicy.Type.SHARED, List.of("13:17 " + KEEP_DISK)),
                new Expected("montage-100d", 472, 1284, StoragePolicy.Type.SHARED, List.of("3:5 " + WIDE)),
                new Expected("python-loop", 1, 0, StoragePolicy.Type.SHARED, List.of()),
                new Expected("seven-activities", 7, 7, StoragePolicy.Type.SHARED, List.of()));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void shouldAcceptWhenItRunsOnKubernetes(Expected expected) throws IOException {
        // given
        var file = bytes(expected.file());

        // when
        var reading = Reading.valid(file);

        // then
        var activities = reading.workflow().activities();
        assertThat(activities).hasSize(expected.activities());
        assertThat(activities.stream().mapToInt(it -> it.dependsOn().size()).sum())
                .isEqualTo(expected.dependencies());
        assertThat(reading.workflow().storage().type()).isEqualTo(expected.type());
        assertThat(reading.workflow().namespace()).isNull();
        assertThat(reading.warnings()).map(OriginalFilesTest::line).isEqualTo(expected.warnings());
    }

    @Test
    void shouldRefuseWhenRuntimeIsAnother() throws IOException {
        // given
        var file = bytes("unsupported-runtime-singularity");

        // when
        var problems = Reading.problems(file);

        // then
        assertThat(problems)
                .map(OriginalFilesTest::line)
                .containsExactly(
                        "3:12 " + RUNTIME,
                        "6:11 Expected 'type' to be 'shared', 'standalone' or 'distributed', but it is the text 'default'");
    }

    @Test
    void shouldKnowEveryFile() throws IOException {
        // given
        assumeFolder();
        Map<String, Boolean> known = new TreeMap<>(Map.of("unsupported-runtime-singularity", true));
        valid().forEach(expected -> known.put(expected.file(), true));

        // when
        List<String> names;
        try (var files = Files.list(FOLDER)) {
            names = files.map(file -> file.getFileName().toString().replaceFirst("\\.ya?ml$", ""))
                    .sorted()
                    .toList();
        }

        // then
        assertThat(names).containsExactlyElementsOf(known.keySet());
    }

    private static byte[] bytes(String name) throws IOException {
        assumeFolder();
        return Files.readAllBytes(FOLDER.resolve(name + ".yaml"));
    }

    @SuppressWarnings("SystemOut") // a test that is left out is seen in the build's output
    private static void assumeFolder() {
        if (!Files.isDirectory(FOLDER)) {
            System.out.println("LEFT OUT: the files of the original tool are not at "
                    + FOLDER.toAbsolutePath().normalize() + ", so none of them is read");
        }
        assumeTrue(Files.isDirectory(FOLDER), "no files of the original tool");
    }

    private static String line(Problem problem) {
        return "%d:%d %s".formatted(problem.line(), problem.column(), problem.message());
    }
}
