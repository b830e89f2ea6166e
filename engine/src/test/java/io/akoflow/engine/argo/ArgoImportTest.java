package io.akoflow.engine.argo;

import static io.akoflow.engine.argo.ArgoReading.HEAD;
import static io.akoflow.engine.argo.ArgoReading.LEAF;
import static io.akoflow.engine.argo.ArgoReading.imported;
import static io.akoflow.engine.argo.ArgoReading.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.formats.ArgoFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Workflows of Argo become workflow files")
class ArgoImportTest {

    private static final String COMPARISON = HEAD + """
                  volumeClaimTemplates:
                    - metadata: {name: work}
                      spec:
                        accessModes: [ReadWriteOnce]
                        resources: {requests: {storage: 3Gi}}
                  templates:
                    - name: main
                      dag:
                        tasks:
                          - {name: make, template: make}
                          - {name: sum, template: sum, dependencies: [make]}
                    - name: make
                      script:
                        image: alpine:3.20
                        command: [sh, -e]
                        source: seq 1 10 > numbers.txt
                        workingDir: /work
                        volumeMounts: [{name: work, mountPath: /work}]
                    - name: sum
                      retryStrategy: {limit: 2}
                      script:
                        image: alpine:3.20
                        command: [sh, -e]
                        source: awk '{ s += $1 } END { print s }' numbers.txt
                        workingDir: /work
                        resources: {limits: {memory: 256Mi}}
                        volumeMounts: [{name: work, mountPath: /work}]
                """;

    private static final String NEEDS = """
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                spec:
                  entrypoint: main
                  parallelism: 4
                  activeDeadlineSeconds: 3600
                  serviceAccountName: runner
                  imagePullSecrets: [{name: pull}]
                  nodeSelector: {disk: hdd}
                  templates:
                    - name: main
                      steps: [[{name: a, template: a}], [{name: b, template: b}]]
                    - name: a
                      activeDeadlineSeconds: '60'
                      nodeSelector: {disk: ssd}
                      container:
                        image: alpine:3.20
                        command: [env]
                        env:
                          - {name: SEED, value: 7}
                          - {name: TOKEN, valueFrom: {secretKeyRef: {name: mine, key: token}}}
                        resources: {requests: {cpu: 500m, memory: 1Gi, ephemeral-storage: 1Gi}}
                    - name: b
                      script: {image: 'python:3.13', command: [python3, -u], source: print(1)}
                """;

    @Test
    void shouldBeTheWorkflowThatTheComparisonShows() {
        // when
        var importing = imported(COMPARISON);

        // then
        assertThat(importing.notes()).isEmpty();
        var workflow = importing.workflow();
        assertThat(workflow.name()).isEqualTo("sums");
        assertThat(workflow.mountPath()).isEqualTo("/work");
        assertThat(workflow.storage().type()).isEqualTo(StoragePolicy.Type.SHARED);
        assertThat(importing.file()).contains("storageSize: 3Gi");
        assertThat(workflow.activities()).extracting(Activity::name).containsExactly("make", "sum");
        var sum = workflow.activities().getLast();
        assertThat(sum.dependsOn()).containsExactly(0);
        assertThat(sum.command()).isEqualTo(new Command.Script("awk '{ s += $1 } END { print s }' numbers.txt"));
        assertThat(sum.retry().attempts()).isEqualTo(3);
        assertThat(sum.resources().memoryBytes()).isEqualTo(256L << 20);
    }

    @Test
    void shouldPutTasksWithinAfterWhatTheirTemplateIsAfter() {
        // when
        var workflow = workflow(HEAD + """
                  templates:
                    - name: main
                      dag:
                        tasks:
                          - {name: end, template: run, depends: 'within.Succeeded && begin'}
                          - {name: within, template: steps, dependencies: [begin]}
                          - {name: begin, template: run}
                    - name: steps
                      steps:
                        - [{name: a, template: run}, {name: b, template: run}]
                        - []
                        - [{name: c, template: two}]
                    - name: two
                      dag:
                        tasks: [{name: x, template: run}, {name: y, template: run}]
                """ + LEAF);

        // then
        assertThat(graph(workflow))
                .containsExactly(
                        "end after within.c.x within.c.y begin",
                        "within.a after begin",
                        "within.b after begin",
                        "within.c.x after within.a within.b",
                        "within.c.y after within.a within.b",
                        "begin after");
    }

    @Test
    void shouldPutParametersIn() {
        // when
        var workflow = workflow("""
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                metadata: {name: words}
                spec:
                  entrypoint: main
                  arguments: {parameters: [{name: who, value: ada}, {name: n, value: 3}]}
                  templates:
                    - name: main
                      inputs: {parameters: [{name: n}, {name: more, value: 'so {{workflow.parameters.who}}'}]}
                      steps:
                        - - name: say
                            template: run
                            arguments:
                              parameters:
                                - {name: x, value: '{{workflow.name}} {{ inputs.parameters.n }} {{inputs.parameters.more}} {a}}'}
                          - {name: none, template: run}
                """ + LEAF);

        // then
        assertThat(workflow.activities())
                .extracting(Activity::command)
                .containsExactly(
                        new Command.Program(List.of("echo", "words 3 so ada {a}}")),
                        new Command.Program(List.of("echo", "none")));
    }

    @Test
    void shouldRepeatATaskForEachItem() {
        // when
        var workflow = workflow(HEAD + """
                  templates:
                    - name: main
                      steps:
                        - - name: text
                            template: run
                            withItems: [a, 7]
                            arguments: {parameters: [{name: x, value: '{{item}}!'}]}
                        - - name: map
                            template: run
                            withItems: [{k: v, n: 1}]
                            arguments: {parameters: [{name: x, value: '{{item.k}}{{item.n}}'}]}
                          - name: down
                            template: run
                            withSequence: {start: 2, end: '1', format: 'n%03d'}
                            arguments: {parameters: [{name: x, value: '{{item}}'}]}
                        - - {name: never, template: run, withSequence: {count: 0}}
                        - - {name: end, template: run}
                """ + LEAF);

        // then
        assertThat(graph(workflow))
                .containsExactly(
                        "text-0 after",
                        "text-1 after",
                        "map-0 after text-0 text-1",
                        "down-0 after text-0 text-1",
                        "down-1 after text-0 text-1",
                        "end after map-0 down-0 down-1");
        assertThat(workflow.activities())
                .extracting(it -> ((Command.Program) it.command()).program().getLast())
                .containsExactly("a!", "7!", "v1", "n002", "n001", "none");
    }

    @Test
    void shouldKeepWhatContainersNeed() {
        // when
        var workflow = workflow(NEEDS);

        // then
        assertThat(workflow.parallelism()).isEqualTo(4);
        assertThat(workflow.timeout()).isEqualTo(Duration.ofHours(1));
        var a = workflow.activities().getFirst();
        assertThat(a.pod().serviceAccountName()).isEqualTo("runner");
        assertThat(a.pod().imagePullSecrets()).containsExactly("pull");
        assertThat(a.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(a.nodeSelector()).isEqualTo(Map.of("disk", "ssd"));
        assertThat(a.env())
                .isEqualTo(
                        Map.of("SEED", new EnvValue.Literal("7"), "TOKEN", new EnvValue.FromSecret("mine", "token")));
        assertThat(a.resources().cpuMillis()).isEqualTo(500);
        assertThat(a.resources().memoryBytes()).isEqualTo(1L << 30);
        var b = workflow.activities().getLast();
        assertThat(b.nodeSelector()).isEqualTo(Map.of("disk", "hdd"));
        assertThat(b.command()).isEqualTo(new Command.Program(List.of("python3", "-u", "-c", "print(1)")));
    }

    @Test
    void shouldReadAllThatIsInTheFileThatIsBrokenElsewhere() {
        // when
        var workflow = workflow(ArgoFiles.ALL);

        // then
        assertThat(workflow.activities()).hasSize(9);
    }

    private static Stream<String> graph(Workflow workflow) {
        var all = workflow.activities();
        return all.stream()
                .map(it -> Stream.concat(
                                Stream.of(it.name(), "after"),
                                it.dependsOn().stream().map(on -> all.get(on).name()))
                        .reduce((a, b) -> a + " " + b)
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "duration: 10,               10,   10",
        "'duration: ''30'', factor: 2', 30,  300",
        "'duration: 1m30s, factor: 3', 90,  300",
        "'duration: 1m, factor: 1',  60,   60"
    })
    void shouldPauseAsLongBetweenAttempts(String backoff, long pause, long longest) {
        // when
        var workflow = workflow(HEAD + """
                  templates:
                    - name: main
                      retryStrategy: {limit: 3, backoff: {%s}}
                      container: {image: 'alpine:3.20', command: [env]}
                """.formatted(backoff));

        // then
        var retry = workflow.activities().getFirst().retry();
        assertThat(retry.attempts()).isEqualTo(4);
        assertThat(retry.backoff()).isEqualTo(Duration.ofSeconds(pause));
        assertThat(retry.maxBackoff()).isEqualTo(Duration.ofSeconds(longest));
    }

    @Test
    void shouldTolerateWhatPodsDid() {
        // when
        var importing = imported(HEAD + """
                  tolerations: [{key: gpu, operator: Exists, effect: NoExecute, tolerationSeconds: 60}, {operator: Exists}]
                  templates:
                    - {name: main, steps: [[{name: a, template: a}, {name: b, template: b}]]}
                    - {name: a, container: {image: 'alpine:3.20', command: [env]}}
                    - name: b
                      tolerations: [{key: spot, value: 'true', effect: NoSchedule}]
                      container: {image: 'alpine:3.20', command: [env]}
                """);

        // then
        assertThat(importing.notes()).isEmpty();
        assertThat(importing.workflow().activities())
                .extracting(it -> it.pod().tolerations())
                .containsExactly(
                        List.of(
                                Map.of(
                                        "key",
                                        "gpu",
                                        "operator",
                                        "Exists",
                                        "effect",
                                        "NoExecute",
                                        "tolerationSeconds",
                                        60),
                                Map.of("operator", "Exists")),
                        List.of(Map.of("key", "spot", "value", "true", "effect", "NoSchedule")));
    }
}
