package io.akoflow.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Problem;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    private static final Policy STRICT = new Policy(
            new Patterns(List.of("lab", "team-*")),
            new Patterns(List.of("registry.example/*", "alpine:3.20")),
            new Pods(new Patterns(List.of("science-*")), new Patterns(List.of("gpu", "spot-*"))),
            new Sizes(3, most("2"), most("1Gi"), most("10Gi"), List.of(mostOf("nvidia.com/gpu=2"), mostOf("*/gpu=0"))));

    @Test
    void shouldAllowAnythingWhenNothingIsSaid() {
        assertThat(Policy.ANYTHING.objections(workflow("evil/%s:1", "namespace: kube-system", "")))
                .isEmpty();
    }

    @Test
    void shouldAllowWhatKeepsWithinIt() {
        // given
        var workflow = workflow("registry.example/a", "namespace: team-a", "cpuLimit: 2\n      memoryLimit: 1Gi");

        // when
        var objections = STRICT.objections(workflow);

        // then
        assertThat(objections).isEmpty();
    }

    @Test
    void shouldSayAllThatIsNotAllowedAtOnce() {
        // given
        var yaml = """
                name: greedy
                spec:
                  namespace: kube-system
                  image: evil.example/100%s
                  storagePolicy: {type: standalone, storageSize: 3Gi}
                  activities:
                    - {name: a, run: x, cpuLimit: 2500m, memoryLimit: 2Gi}
                    - {name: b, run: x}
                    - {name: c, run: x, image: 'alpine:3.20'}
                    - {name: d, run: x, cpuLimit: 1, memoryLimit: 1Mi}
                """;

        // when
        var objections = STRICT.objections(read(yaml));

        // then
        assertThat(objections)
                .allSatisfy(it -> assertThat(it.severity()).isEqualTo(Problem.Severity.ERROR))
                .extracting(Problem::message)
                .containsExactly(
                        "Expected a namespace that is allowed here (lab, team-*), or none, but it is 'kube-system'",
                        "Expected at most 3 activities, as is allowed here, but there are 4",
                        "Expected disks of at most 10Gi together, as is allowed here, but there are 4 of 3Gi",
                        "Expected an image that is allowed here (registry.example/*, alpine:3.20), but activity 'a' and"
                                + " 2 more have 'evil.example/100%s'",
                        "Expected a cpuLimit of at most 2, as is allowed here, but activity 'a' has 2500m",
                        "Expected a cpuLimit of at most 2, as is allowed here, but activity 'b' and 1 more have no"
                                + " cpuLimit",
                        "Expected a memoryLimit of at most 1Gi, as is allowed here, but activity 'a' has 2,147,483,648"
                                + " bytes",
                        "Expected a memoryLimit of at most 1Gi, as is allowed here, but activity 'b' and 1 more have no"
                                + " memoryLimit");
    }

    @Test
    void shouldAllowPodsThatKeepWithinIt() {
        // given
        var asked = """
                cpuLimit: 1
                      memoryLimit: 1Mi
                      resources: {nvidia.com/gpu: 2, example.com/disk: 9}
                      pod:
                        serviceAccountName: science-a
                        tolerations: [{key: gpu, operator: Exists}, {key: spot-b, operator: Exists}]""";

        // when
        var objections = STRICT.objections(workflow("registry.example/a", "", asked));

        // then
        assertThat(objections).isEmpty();
    }

    @Test
    void shouldSayWhatPodsMayNotAskFor() {
        // given
        var yaml = """
                name: greedy
                spec:
                  image: 'alpine:3.20'
                  activities:
                    - {name: a, run: x, cpuLimit: 1, memoryLimit: 1Mi, resources: {nvidia.com/gpu: 3}}
                    - {name: b, run: x, cpuLimit: 1, memoryLimit: 1Mi, resources: {amd.com/gpu: 1}, pod:
                        {serviceAccountName: admin, tolerations: [{key: gpu, operator: Exists}, {operator: Exists}]}}
                    - {name: c, run: x, cpuLimit: 1, memoryLimit: 1Mi, pod:
                        {serviceAccountName: admin, tolerations: [{key: control-plane, operator: Exists}]}}
                """;

        // when
        var objections = STRICT.objections(read(yaml));

        // then
        assertThat(objections)
                .extracting(Problem::message)
                .containsExactly(
                        "Expected 'nvidia.com/gpu' of at most 2, as is allowed here, but activity 'a' has 3",
                        "Expected 'amd.com/gpu' of at most 0, as is allowed here, but activity 'b' has 1",
                        "Expected a serviceAccountName that is allowed here (science-*), or none, but activity 'b' and 1"
                                + " more have 'admin'",
                        "Expected tolerations with a key that is allowed here (gpu, spot-*), but activity 'b' has one"
                                + " without a key",
                        "Expected tolerations with a key that is allowed here (gpu, spot-*), but activity 'c' has"
                                + " 'control-plane'");
    }

    @Test
    void shouldAllowDeploymentsOwnNamespaceWhenOthersAreNot() {
        // given
        var policy = new Policy(new Patterns(List.of("lab")), Patterns.ANY, Pods.ANY, Sizes.ANY);

        // when
        var objections = policy.objections(workflow("a", "", ""));

        // then
        assertThat(objections).isEmpty();
    }

    @Test
    void shouldStopSomewhereWhenThereIsMuchToSay() {
        // given
        var yaml = new StringBuilder("name: many\nspec:\n  activities:\n");
        for (int i = 0; i < 250; i++) {
            yaml.append("    - {name: a%d, run: x, image: evil%d}\n".formatted(i, i));
        }
        var policy = new Policy(Patterns.ANY, new Patterns(List.of("good")), Pods.ANY, Sizes.ANY);

        // when
        var objections = policy.objections(read(yaml.toString()));

        // then
        assertThat(objections).hasSize(101);
        assertThat(objections.getLast().message())
                .isEqualTo("Expected at most 100 things that are not allowed, but there are 150 more");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example/*, registry.example/a/b:1, true",
        "registry.example/*, registry.example.evil/a, false",
        "registry.example/*, evil/registry.example/a, false",
        "*:3.20,             alpine:3.20,            true",
        "a.c,                abc,                    false",
        "*,                  anything,               true",
        "alpine,             alpine:3.20,            false"
    })
    void shouldReadStarAsAnyText(String pattern, String text, boolean allowed) {
        assertThat(new Patterns(List.of(pattern)).allow(text)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"4, true", "500m, true", "16Gi, true", "0, false", "-1, false", "much, false"})
    void shouldTakeOnlyQuantitiesAsMost(String text, boolean isOne) {
        assertThat(Most.parse(text).isPresent()).isEqualTo(isOne);
    }

    @ParameterizedTest
    @CsvSource({"nvidia.com/gpu=2, true", "*=0, true", "gpu, false", "=2, false", "gpu=much, false", "gpu=-1, false"})
    void shouldTakeOnlyNameAndQuantityAsMostOf(String text, boolean isOne) {
        assertThat(MostOf.parse(text).isPresent()).isEqualTo(isOne);
    }

    private static MostOf mostOf(String text) {
        return MostOf.parse(text).orElseThrow();
    }

    private static Most most(String text) {
        return Most.parse(text).orElseThrow();
    }

    private static Workflow workflow(String image, String ofSpec, String ofActivity) {
        return read("""
                name: one
                spec:
                  image: '%s'
                  %s
                  activities:
                    - name: a
                      run: x
                      %s
                """.formatted(image, ofSpec, ofActivity));
    }

    private static Workflow read(String yaml) {
        var reading = WorkflowReader.read(yaml.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof WorkflowReading.Valid(var workflow, var _, var _, var _)) {
            return workflow;
        }
        throw new AssertionError("Expected a workflow, but it is " + reading);
    }
}
