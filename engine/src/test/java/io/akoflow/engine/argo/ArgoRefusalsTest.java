package io.akoflow.engine.argo;

import static io.akoflow.engine.argo.ArgoReading.HEAD;
import static io.akoflow.engine.argo.ArgoReading.LEAF;
import static io.akoflow.engine.argo.ArgoReading.imported;
import static io.akoflow.engine.argo.ArgoReading.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.Importing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What Argo has and akoflow has not is told, or refused")
class ArgoRefusalsTest {

    @Test
    void shouldTellOnceWhatHasNoEquivalent() {
        // when
        var importing = imported("""
                apiVersion: argoproj.io/v1alpha1
                kind: WorkflowTemplate
                metadata: {name: notes, labels: {a: b}}
                spec:
                  entrypoint: main
                  onExit: tidy
                  synchronization: {mutexes: [{name: one}]}
                  templates:
                    - name: main
                      parallelism: 2
                      activeDeadlineSeconds: 9
                      steps: [[{name: a, template: a, hooks: {exit: {}}}, {name: b, template: a}]]
                    - name: a
                      outputs: {parameters: [{name: p}]}
                      inputs: {artifacts: [{name: in}]}
                      retryStrategy: {backoff: {duration: 5s, maxDuration: 1m}}
                      container: {image: i, command: [a], workingDir: /src, ports: []}
                """);

        // then
        assertThat(importing.notes())
                .extracting(Problem::message)
                .hasSize(13)
                .allMatch(it -> it.startsWith("Expected"))
                .noneMatch(it -> it.endsWith("times)"))
                .anyMatch(it -> it.contains("WorkflowTemplate"))
                .anyMatch(it -> it.contains("'notify'"))
                .anyMatch(it -> it.contains("'synchronization'"))
                .anyMatch(it -> it.contains("'hooks'"))
                .anyMatch(it -> it.contains("'workingDir'"))
                .anyMatch(it -> it.contains("'artifacts'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{name: a, template: run, when: 'x == y'} ~ 'if' in the script",
                "{name: a, template: run, withParam: '[1]'} ~ 'withItems'",
                "{name: a, template: run, continueOn: {failed: true}} ~ exit code 0",
                "{name: a, template: run, depends: 'b || a'} ~ there is 'b || a'",
                "{name: a, template: run, depends: b.Failed} ~ there is 'b.Failed'",
                "{name: a, template: run, depends: c} ~ there is no 'c'",
                "{name: a, template: run, dependencies: [b]} ~ in a circle",
                "{name: a, template: none} ~ no 'none'",
                "{name: a, template: main} ~ used within itself",
                "{name: a, templateRef: {name: other}} ~ of another object",
                "{name: a, template: run, arguments: {parameters: [{name: x, value: '{{tasks.b.outputs.result}}'}]}} ~ '{{tasks.b.outputs.result}}'",
                "{name: a, template: run, arguments: {parameters: [{name: x, value: '{{=1 + 1}}'}]}} ~ '{{=1 + 1}}'",
                "{name: a, template: run, withSequence: {count: 1000000}} ~ at most 100,000",
                "{name: a, template: run, withSequence: {count: 2, format: '%s'}} ~ such as %d",
                "{name: a, inline: {suspend: {}}} ~ waits for somebody",
                "{name: a, inline: {resource: {}}} ~ kubectl",
                "{name: a, inline: {http: {}}} ~ curl",
                "{name: a, inline: {plugin: {}}} ~ own executor",
                "{name: a, inline: {container: {image: i}}} ~ Expected 'command'",
                "{name: a, inline: {container: {command: [a]}}} ~ Expected an image",
                "{name: a, inline: {script: {image: i, command: [lua], source: x}}} ~ it is for 'lua'",
                "{name: a, inline: {container: {image: i, command: [a], volumeMounts: [{name: v, mountPath: /v}]}}} ~ another volume",
                "{name: a, inline: {container: {image: i, command: [a], env: [{name: E, valueFrom: {fieldRef: {}}}]}}} ~ 'E' has neither",
                "{name: a, inline: {inputs: {parameters: [{name: q}]}, container: {image: i, command: [a]}}} ~ parameter 'q'",
            })
    void shouldRefuseWhatWouldDoSomethingElse(String task, String said) {
        // given
        var file = HEAD + """
                  templates:
                    - name: main
                      dag:
                        tasks:
                          - {name: b, template: run, dependencies: [a]}
                          - %s
                """.formatted(task) + LEAF;

        // when
        var importing = read(file);

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .allMatch(it -> it.startsWith("Expected"))
                                .anyMatch(it -> it.contains(said)));
    }

    @Test
    void shouldRefuseOtherKinds() {
        // when
        var importing = read(HEAD.replace("kind: Workflow", "kind: CronWorkflow"));

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .contains("Expected a Workflow of Argo, but it is a CronWorkflow"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '{name: x, value: a}'",
        "run, '{name: x, value: ''{{inputs.parameters.x}}{{inputs.parameters.x}}''}'"
    })
    void shouldEndWhenAFewLinesMeanMillions(String leaf, String parameter) {
        // given
        var file = new StringBuilder(HEAD).append("  templates:\n");
        for (int i = 0; i < 40; i++) {
            var name = i == 0 ? "main" : "t" + i;
            var next = i == 39 ? "run" : "t" + (i + 1);
            var tasks = leaf.isEmpty()
                    ? "[{name: a, template: %s}, {name: b, template: %s}]".formatted(next, next)
                    : "[{name: a, template: %s, arguments: {parameters: [%s]}}]".formatted(next, parameter);
            file.append("    - {name: %s, inputs: {parameters: [{name: x, value: ab}]}, steps: [%s]}\n"
                    .formatted(name, tasks));
        }

        // when
        var importing = read(file.append(LEAF).toString());

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .singleElement()
                                .asString()
                                .startsWith("Expected a workflow of at most 16 MiB"));
    }

    /** Conditions of a dag are read once, however often it is written out. */
    @Test
    void shouldEndWhenALongConditionIsRepeated() {
        // given
        var file = HEAD + """
                  templates:
                    - {name: nothing, steps: []}
                    - name: twice
                      dag:
                        tasks:
                          - {name: a, template: nothing}
                          - {name: b, template: nothing, depends: '%s'}
                    - name: main
                      dag:
                        tasks:
                          - {name: all, template: twice, withSequence: {count: 60000}}
                          - {name: run, template: run, depends: all}
                """.formatted("a" + " && a".repeat(100_000)) + LEAF;

        // when
        var importing = read(file);

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Imported.class,
                        imported -> assertThat(imported.workflow().activities())
                                .singleElement()
                                .satisfies(it -> assertThat(it.name()).isEqualTo("run")));
    }

    @Test
    void shouldTellNothingThatIsNotSoWhenTheWorkflowGetsTooLarge() {
        // given
        var file = HEAD + """
                  templates:
                    - name: main
                      inputs: {parameters: [{name: n, value: '%s'}]}
                      steps:
                        - - name: a
                            template: run
                            withSequence: {count: 10}
                            arguments: {parameters: [{name: x, value: '{{inputs.parameters.n}}{{inputs.parameters.n}}'}]}
                        - [{name: b, template: run, withSequence: {count: '{{inputs.parameters.n}}'}}]
                """.formatted("9".repeat(2_000_000)) + LEAF;

        // when
        var importing = read(file);

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .singleElement()
                                .asString()
                                .startsWith("Expected a workflow of at most 16 MiB"));
    }
}
