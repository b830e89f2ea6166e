package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What of an activity makes it run again when it changes")
class ChangesTest {

    private static final String FILE = """
            name: study
            spec:
              image: alpine:3.20
              mountPath: /data
              shell: [/bin/sh, -ec]
              activities:
                - name: first
                  run: echo one
                - name: second
                  command: [echo, two]
                - name: third
                  run: echo three
                  env: {SEED: "7"}
                  dependsOn: [first]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "echo three     | echo 3          | third  | run",
                "[echo, two]    | [echo, 2]       | second | command",
                "SEED: \"7\"    | SEED: \"8\"     | third  | env",
                "[first]        | [first, second] | third  | dependsOn",
                "[echo, two]    | [echo, two]\\n      image: alpine:3.21 | second | image",
            })
    void shouldSayWhichKeyWhenOneChanged(String was, String is, String activity, String key) {
        // given
        var after = FILE.replace(was, is.replace("\\n", "\n"));

        // when
        var reruns = Rerun.all(workflow(FILE), workflow(after), _ -> ActivityState.SUCCEEDED);

        // then
        assertThat(reruns)
                .extracting(Rerun::name, Rerun::because)
                .containsExactly(tuple(activity, "Changed: %s.".formatted(key)));
    }

    @ParameterizedTest
    @CsvSource({"-ec, first, third", "/data, first, second"})
    void shouldRunAgainWhatDependsOnKeyOfSpec(String part, String first, String second) {
        // given
        var after = FILE.replace(part, part + "x");

        // when
        var reruns = Rerun.all(workflow(FILE), workflow(after), _ -> ActivityState.SUCCEEDED);

        // then
        assertThat(reruns)
                .filteredOn(rerun -> rerun.because().startsWith("Changed: "))
                .extracting(Rerun::name)
                .startsWith(first, second);
    }

    private static Workflow workflow(String file) {
        return switch (WorkflowReader.read(file.getBytes(StandardCharsets.UTF_8))) {
            case WorkflowReading.Valid(var workflow, var _, var _, var _) -> workflow;
            case WorkflowReading.Invalid(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
