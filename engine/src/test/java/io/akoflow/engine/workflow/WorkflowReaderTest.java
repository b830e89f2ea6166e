package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowReaderTest {

    @Test
    void shouldFillInDefaults() {
        // when
        var workflow = Reading.workflow("{name: x, spec: {image: i, activities: [{name: a, run: 'true'}]}}");

        // then
        var activity = new Activity(
                "a",
                "i",
                new Command.Script("true"),
                List.of(),
                Resources.NONE,
                Map.of(),
                null,
                RetryPolicy.ONCE,
                Map.of(),
                false,
                PodOptions.NONE);
        assertThat(workflow)
                .isEqualTo(new Workflow(
                        "x",
                        null,
                        new StoragePolicy(StoragePolicy.Type.SHARED, null, "1Gi", StoragePolicy.Retain.ALWAYS),
                        "/data",
                        List.of("/bin/sh", "-ec"),
                        null,
                        Workflow.OnFailure.FINISH,
                        null,
                        List.of(activity)));
    }

    @Test
    void shouldReadJson() {
        // given
        var json = """
                {
                \t"name": "x \\ud83d\\ude00 \\/",
                \t"spec": {"image":"i","activities":[
                \t\t{"name":"a","run":"echo \\"hi\\"\\n","env":{"N":1e3,"T":\t\ttrue,"E":"",\t\t"Q":"a,\\\"\t\tb"}}
                \t]}
                }
                """;

        // when
        var workflow = Reading.workflow(json);

        // then
        assertThat(workflow.name()).isEqualTo("x 😀 /");
        var activity = workflow.activities().getFirst();
        assertThat(activity.command()).isEqualTo(new Command.Script("echo \"hi\"\n"));
        assertThat(activity.env())
                .containsEntry("N", new EnvValue.Literal("1e3"))
                .containsEntry("T", new EnvValue.Literal("true"))
                .containsEntry("E", new EnvValue.Literal(""))
                .containsEntry("Q", new EnvValue.Literal("a,\"\t\tb"));
    }

    @Test
    void shouldTakeSpecLevelStorageAsSharedWhenThereIsNoPolicy() {
        // given
        var spec = "storageClassName: hostpath\nstorageSize: 32Mi\nstorageAccessModes: ReadWriteOnce\n";

        // when
        var reading = Reading.valid(Reading.file("run: 'true'", spec).getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(reading.workflow().storage())
                .isEqualTo(
                        new StoragePolicy(StoragePolicy.Type.SHARED, "hostpath", "32Mi", StoragePolicy.Retain.ALWAYS));
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void shouldTakeFromSpecWhatPolicyDoesNotSay() {
        // given
        var spec = "storageClassName: hostpath\nstorageSize: 32Mi\nstoragePolicy: {type: standalone, storageSize: 1Gi}";

        // when
        var storage = Reading.workflow(Reading.file("run: 'true'", spec)).storage();

        // then
        assertThat(storage)
                .isEqualTo(new StoragePolicy(
                        StoragePolicy.Type.STANDALONE, "hostpath", "1Gi", StoragePolicy.Retain.ALWAYS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "namespace: akoflow",
                "namespace: ''",
                "storagePolicy: {storageClassName: '', storageSize: ''}",
                "mountPath: ''",
                "runtime: k8s",
                "runtime: k8s-gke",
                "runtime: ''"
            })
    void shouldTakeDefaultWhenOriginalHadNone(String spec) {
        // when
        var workflow = Reading.workflow(Reading.file("run: 'true'", spec));

        // then
        assertThat(workflow).isEqualTo(Reading.workflow(Reading.file("run: 'true'", "")));
    }

    @Test
    void shouldTakeImageOfSpecWhenActivityHasEmptyOne() {
        // when
        var activity = Reading.activity("run: 'true'\nimage: ''\nnodeSelector: ''\nmemoryLimit: ''\ncpuLimit: ''");

        // then
        assertThat(activity).isEqualTo(Reading.activity("run: 'true'"));
    }

    @Test
    void shouldNotGiveImageOfOneActivityToNext() {
        // when
        var message = Reading.message(
                "name: x\nspec:\n  activities:\n    - {name: a, image: i, run: 'true'}\n    - {name: b, run: 'true'}\n");

        // then
        assertThat(message).startsWith("Expected 'image' in the activity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disk=ssd | disk | ssd",
                "kubernetes.io/hostname=node-1 | kubernetes.io/hostname | node-1",
                "' disk = ssd ' | disk | ssd",
                "disk= | disk | ''",
                "{disk: ssd} | disk | ssd",
                "{example.org/size: 2} | example.org/size | 2"
            })
    void shouldReadNodeSelector(String written, String label, String value) {
        // when
        var activity = Reading.activity(
                "run: 'true'\nnodeSelector: %s".formatted(written.startsWith("{") ? written : "\"" + written + "\""));

        // then
        assertThat(activity.nodeSelector()).isEqualTo(Map.of(label, value));
    }

    @Test
    void shouldRaiseLongestPauseWhenOnlyFirstIsLonger() {
        // when
        var retry = Reading.activity("run: 'true'\nretry: {attempts: 2, backoff: 10m}")
                .retry();

        // then
        assertThat(retry).isEqualTo(new RetryPolicy(2, Duration.ofMinutes(10), Duration.ofMinutes(10), 1.5));
    }

    @Test
    void shouldTakeNumbersAsTheyAreWrittenWhenTextIsAskedFor() {
        // when
        var workflow = Reading.workflow(
                "{name: 007, spec: {image: 3.10, activities: [{name: 1, run: 0x10}, {name: 2, run: y, dependsOn: [1]}]}}");

        // then
        assertThat(workflow.name()).isEqualTo("007");
        assertThat(workflow.activities()).map(Activity::name).containsExactly("1", "2");
        assertThat(workflow.activities()).map(Activity::image).containsOnly("3.10");
        assertThat(workflow.activities().getLast().dependsOn()).containsExactly(0);
    }

    @Test
    void shouldKeepKeepDiskWhenDisksAreOfActivities() {
        // when
        var reading = Reading.valid(Reading.file("run: 'true'\nkeepDisk: true", "storagePolicy: {type: standalone}")
                .getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(reading.workflow().activities().getFirst().keepDisk()).isTrue();
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void shouldResolveDependenciesOnLaterActivities() {
        // when
        var workflow = Reading.workflow("{name: x, spec: {image: i, activities: ["
                + "{name: c, run: r, dependsOn: [b, a]}, {name: a, run: r}, {name: b, run: r, dependsOn: [a]}]}}");

        // then
        assertThat(workflow.activities())
                .map(Activity::dependsOn)
                .containsExactly(List.of(2, 1), List.of(), List.of(1));
    }
}
