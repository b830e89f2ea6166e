package io.akoflow.engine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.ImportOptions.Mode;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in which something is broken at random; {@code -Dmutants=10000} makes so many in all, or a few more. */
@DisplayName("Broken files of other systems make a workflow or an error, and nothing else")
class MutantFilesTest {

    private static final String ARGO = "argo";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Reading one takes a tenth of it; what takes longer hangs. Of a processor's time, as machines are shared. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final int MUTANTS = Integer.getInteger("mutants", 500);
    private static final List<String> SCRAPS = List.of(
            "", "\"", "{", "}", "[", "]", ":", ",", "null", "-1", "1e9", "\n", "- ", "&a ", "*a", "../", "\u0000", "é",
            "true");

    static Stream<String> files() throws IOException {
        return Stream.concat(SharedFiles.all().stream(), Stream.of(ARGO));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldAnswerWhateverIsBroken(String path) throws IOException {
        // given
        byte[] file = path.equals(ARGO) ? ArgoFiles.ALL.getBytes(StandardCharsets.UTF_8) : SharedFiles.read(path);
        var options = new ImportOptions("i", Map.of(), "s", Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);

        long each = Math.ceilDiv(MUTANTS, files().count());
        for (int seed = 0; seed < each; seed++) {
            byte[] mutant = mutant(file, new Random(seed));
            long begun = THREADS.getCurrentThreadCpuTime();

            // when
            var importing = Imports.read(mutant, Map::of, Optional.empty(), options);

            // then
            if (importing.isPresent()) {
                check(importing.get(), path, seed);
            } else {
                check(WorkflowReader.read(mutant), path, seed);
            }
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun))
                    .as("%s, seed %d: time of a processor", path, seed)
                    .isLessThan(LONGEST);
        }
    }

    private static void check(Importing importing, String path, int seed) {
        switch (importing) {
            case Importing.Imported imported ->
                assertThat(imported.workflow().activities())
                        .as("%s, seed %d", path, seed)
                        .isNotEmpty();
            case Importing.Refused(var problems) -> checkRefused(problems, path, seed);
        }
    }

    private static void check(WorkflowReading reading, String path, int seed) {
        switch (reading) {
            case WorkflowReading.Valid valid ->
                assertThat(valid.workflow().activities())
                        .as("%s, seed %d", path, seed)
                        .isNotEmpty();
            case WorkflowReading.Invalid(var problems) -> checkRefused(problems, path, seed);
        }
    }

    private static void checkRefused(List<Problem> problems, String path, int seed) {
        assertThat(problems)
                .as("%s, seed %d", path, seed)
                .anyMatch(it -> it.severity() == Problem.Severity.ERROR)
                .allMatch(it -> it.message().startsWith("Expected"));
    }

    private static byte[] mutant(byte[] file, Random random) {
        var text = new String(file, StandardCharsets.UTF_8);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            text = switch (random.nextInt(5)) {
                case 0 -> withoutLines(text, random);
                case 1 -> withScrap(text, random);
                case 2 -> text.substring(0, random.nextInt(text.length()) + 1);
                case 3 -> withLinesExchanged(text, random);
                default -> withWordOfAnotherPlace(text, random);
            };
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutLines(String text, Random random) {
        var lines = text.split("\n", -1);
        int from = random.nextInt(lines.length);
        int to = Math.min(lines.length, from + random.nextInt(1, 4));
        return String.join("\n", Arrays.copyOfRange(lines, 0, from)) + "\n"
                + String.join("\n", Arrays.copyOfRange(lines, to, lines.length));
    }

    private static String withScrap(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(4));
        return text.substring(0, at) + SCRAPS.get(random.nextInt(SCRAPS.size())) + text.substring(end);
    }

    private static String withLinesExchanged(String text, Random random) {
        var lines = text.split("\n", -1);
        int one = random.nextInt(lines.length);
        int other = random.nextInt(lines.length);
        var line = lines[one];
        lines[one] = lines[other];
        lines[other] = line;
        return String.join("\n", lines);
    }

    private static String withWordOfAnotherPlace(String text, Random random) {
        var words = text.split("(?<=\\W)|(?=\\W)");
        words[random.nextInt(words.length)] = words[random.nextInt(words.length)];
        return String.join("", words);
    }
}
