package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's own examples. */
class ExamplesTest {

    private static final Path FOLDER = Path.of("../examples");

    static Stream<Path> examples() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders
                    .map(folder -> folder.resolve("workflow.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadWithoutWarnings(Path file) throws IOException {
        // when
        var reading = WorkflowReader.read(Files.readAllBytes(file));

        // then
        assertThat(reading).isInstanceOfSatisfying(WorkflowReading.Valid.class, valid -> {
            assertThat(valid.warnings()).isEmpty();
            assertThat(valid.workflow().activities()).isNotEmpty();
        });
    }
}
