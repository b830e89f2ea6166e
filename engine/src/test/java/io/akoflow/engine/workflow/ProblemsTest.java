package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake with its exact message and place. A case is a title after {@code ===}, a file, and what is said about
 * it after {@code >>>}; nothing, when the file is right.
 */
class ProblemsTest {

    private static final Path FOLDER = Path.of("src/test/resources/workflow/problems");

    private static final Pattern TITLE = Pattern.compile("(?m)^=== ");

    record Case(String title, String yaml, List<String> problems) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().flatMap(ProblemsTest::cases);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSayWhatIsWrongAndWhere(Case given) {
        // when
        var reading = WorkflowReader.read(given.yaml().getBytes(StandardCharsets.UTF_8));

        // then
        var problems = switch (reading) {
            case WorkflowReading.Valid(var _, var warnings, var _, var _) -> warnings;
            case WorkflowReading.Invalid(var all) -> all;
        };
        assertThat(problems).map(ProblemsTest::line).containsExactlyElementsOf(given.problems());
        assertThat(reading instanceof WorkflowReading.Valid)
                .as("valid")
                .isEqualTo(given.problems().stream().noneMatch(line -> line.contains(" error: ")));
    }

    private static String line(Problem problem) {
        return "%d:%d %s: %s"
                .formatted(
                        problem.line(),
                        problem.column(),
                        problem.severity().name().toLowerCase(Locale.ROOT),
                        problem.message());
    }

    private static Stream<Case> cases(Path file) {
        return TITLE.splitAsStream(read(file)).filter(text -> !text.isEmpty()).map(ProblemsTest::parse);
    }

    private static Case parse(String text) {
        var lines = text.lines().toList();
        var yaml = new StringBuilder();
        List<String> problems = new ArrayList<>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.startsWith(">>> ")) {
                problems.add(line.substring(4));
            } else {
                yaml.append(line).append('\n');
            }
        }
        return new Case(lines.getFirst(), yaml.toString(), problems);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " can't be read", e);
        }
    }
}
