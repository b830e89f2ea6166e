package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.akoflow.contract.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any workflow and any file; a failure prints its seed. */
class ReadingLawsTest {

    private static final int WORKFLOWS = 100;
    private static final int MUTATIONS = 1500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldReadBackWhatIsWrittenAsYaml(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < WORKFLOWS; round++) {
            // given
            var workflow = new RandomWorkflows(random).next();
            var file = new YamlPrinter(random).print(new WorkflowTree(workflow, random).file());

            // when
            var reading = WorkflowReader.read(file.getBytes(StandardCharsets.UTF_8));

            // then
            assertThat(reading)
                    .as("seed %d, round %d:%n%s", seed, round, file)
                    .isInstanceOfSatisfying(
                            WorkflowReading.Valid.class,
                            valid -> assertThat(valid.workflow()).isEqualTo(workflow));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldReadBackWhatIsWrittenAsJson(long seed) throws JsonProcessingException {
        var random = new Random(seed);
        for (int round = 0; round < WORKFLOWS; round++) {
            // given
            var workflow = new RandomWorkflows(random).next();
            var factory = JsonFactory.builder()
                    .configure(JsonWriteFeature.ESCAPE_NON_ASCII, random.nextBoolean())
                    .build();
            var mapper = new ObjectMapper(factory).configure(SerializationFeature.INDENT_OUTPUT, random.nextBoolean());
            var tree = new WorkflowTree(workflow, random).file();
            var file = mapper.writeValueAsString(tree).replace("\u0085", "\\u0085");

            // when
            var reading = WorkflowReader.read(file.getBytes(StandardCharsets.UTF_8));

            // then
            assertThat(reading)
                    .as("seed %d, round %d:%n%s", seed, round, file)
                    .isInstanceOfSatisfying(
                            WorkflowReading.Valid.class,
                            valid -> assertThat(valid.workflow()).isEqualTo(workflow));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAnswerWhateverBecomesOfValidFile(long seed) {
        var random = new Random(seed);
        byte[] file = {};
        for (int round = 0; round < MUTATIONS; round++) {
            // given
            if (round % 50 == 0) {
                var tree = new WorkflowTree(new RandomWorkflows(random).next(), random).file();
                file = (random.nextBoolean() ? new YamlPrinter(random).print(tree) : YamlPrinter.json(tree))
                        .getBytes(StandardCharsets.UTF_8);
            }
            var mutated = mutated(file, random);

            // when
            var reading = WorkflowReader.read(mutated);

            // then
            var what = "seed %d, round %d".formatted(seed, round);
            switch (reading) {
                case WorkflowReading.Valid(var workflow, var warnings, var _, var _) -> {
                    assertThat(workflow.activities()).as(what).isNotEmpty();
                    assertThat(warnings).as(what).allMatch(it -> it.severity() == Problem.Severity.WARNING);
                }
                case WorkflowReading.Invalid(var problems) ->
                    assertThat(problems).as(what).anyMatch(it -> it.severity() == Problem.Severity.ERROR);
            }
        }
    }

    private static byte[] mutated(byte[] file, Random random) {
        var bytes = file.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = mutatedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] mutatedOnce(byte[] file, Random random) {
        int at = random.nextInt(file.length);
        int length = Math.min(1 + random.nextInt(30), file.length - at);
        return switch (random.nextInt(5)) {
            case 0 -> replaced(file, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 1 ->
                replaced(file, at, 0, new byte[] {(byte) "{}[]:,-&*!|>'\"%@`#\n\t ?<".charAt(random.nextInt(23))});
            case 2 -> length < file.length ? replaced(file, at, length, new byte[0]) : file;
            case 3 -> replaced(file, at, 0, Arrays.copyOfRange(file, at, at + length));
            default -> replaced(file, random.nextInt(file.length), 0, Arrays.copyOfRange(file, at, at + length));
        };
    }

    private static byte[] replaced(byte[] file, int at, int length, byte[] by) {
        var result = new byte[file.length - length + by.length];
        System.arraycopy(file, 0, result, 0, at);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(file, at + length, result, at + by.length, file.length - at - length);
        return result;
    }
}
