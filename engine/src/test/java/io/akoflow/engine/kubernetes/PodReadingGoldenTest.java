package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder per case below {@code podreading}: what is seen of an attempt, in the form that Kubernetes gives it, and how
 * it is read. After a deliberate change, {@code -Dakoflow.golden=write} writes the expected files anew, to be read
 * before they are kept.
 */
class PodReadingGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/podreading");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldReadWhatTheFileSays(Path folder) throws IOException {
        // given
        var seen = new SeenFile(JSON.readTree(folder.resolve("seen.json").toFile()));
        var file = folder.resolve("expected.json").toFile();

        // when
        var reading = seen.seat().of(PodReading.of(seen.attempt(), seen.before(), seen.patience(), seen.now()));

        // then
        ObjectNode tree =
                JSON.createObjectNode().put("reading", reading.getClass().getSimpleName());
        tree.setAll((ObjectNode) JSON.valueToTree(reading));
        if ("write".equals(System.getProperty("akoflow.golden"))) {
            JSON.writeValue(file, tree);
        }
        assertThat(JSON.writeValueAsString(tree)).isEqualTo(JSON.writeValueAsString(JSON.readTree(file)));
    }

    /** Those whose names say {@code real} were given by API servers and kubelets; others are written by hand. */
    @Test
    void shouldHaveRealObjectsForEveryRule() throws IOException {
        // when
        var real = cases().map(folder -> folder.getFileName().toString())
                .filter(name -> name.contains("-real"))
                .toList();

        // then
        assertThat(real).hasSizeGreaterThanOrEqualTo(30);
        for (int rule = 1; rule <= 15; rule++) {
            var number = "%02d-".formatted(rule);
            assertThat(real).as("rule " + number).anyMatch(name -> name.startsWith(number));
        }
    }
}
