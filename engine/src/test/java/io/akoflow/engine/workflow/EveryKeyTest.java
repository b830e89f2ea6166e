package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Packing;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file with every key. */
class EveryKeyTest {

    private static final String WHOLE = """
            name: seven activities
            spec:
              image: alpine:3.20
              namespace: lab-work
              storagePolicy:
                type: distributed
                storageClassName: standard-rwx
                storageSize: 5Gi
                retain: onFailure
              mountPath: /work/
              shell: [/bin/bash, -euc]
              parallelism: 50
              onFailure: continue
              packing: [{match: count*, size: 6, wait: 3s}, {match: split, size: 1}, auto]
              retry: {attempts: 3, backoff: 10s, maxBackoff: 2m, memoryFactor: 2}
              timeout: 2h
              pod:
                imagePullSecrets: [registry]
                priorityClassName: low
              activities:
                - name: split
                  run: |
                    split -l 10 all.txt
                - name: Count words!
                  image: python:3.12-slim
                  command: [python, count.py, "5"]
                  dependsOn: [split]
                  cpuLimit: 0.5
                  memoryLimit: 256Mi
                  resources: {nvidia.com/gpu: 1, ephemeral-storage: 10Gi}
                  env: {SEED: 7, MODE: "on", TOKEN: {secret: my-secret, key: token}}
                  timeout: 10m
                  expected: 90s
                  inputs: [all.txt]
                  outputs: [{path: out/count.txt, bytes: 12}, log]
                  retry: {attempts: 5}
                  nodeSelector: disk=ssd
                  pod:
                    tolerations: [{key: gpu, operator: Exists, effect: NoExecute, tolerationSeconds: 60}]
                    imagePullSecrets: [{name: other}, registry]
                    serviceAccountName: counter
                    priorityClassName: high
            """;

    @Test
    void shouldReadEveryKey() {
        // when
        var workflow = Reading.workflow(WHOLE);

        // then
        assertThat(workflow)
                .isEqualTo(new Workflow(
                        "seven activities",
                        "lab-work",
                        new StoragePolicy(
                                StoragePolicy.Type.DISTRIBUTED, "standard-rwx", "5Gi", StoragePolicy.Retain.ON_FAILURE),
                        "/work",
                        List.of("/bin/bash", "-euc"),
                        50,
                        Workflow.OnFailure.CONTINUE,
                        Duration.ofHours(2),
                        List.of(split(), count()),
                        new Packing(
                                true,
                                List.of(
                                        new Packing.Rule("count*", 6, Duration.ofSeconds(3)),
                                        new Packing.Rule("split", 1, Duration.ofSeconds(1))))));
        assertThat(workflow.activities().getLast().env()).containsOnlyKeys("SEED", "MODE", "TOKEN");
    }

    private static Activity split() {
        return new Activity(
                "split",
                "alpine:3.20",
                new Command.Script("split -l 10 all.txt\n"),
                List.of(),
                Resources.NONE,
                Map.of(),
                null,
                new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofMinutes(2), 2),
                Map.of(),
                false,
                new PodOptions(List.of(), List.of("registry"), null, "low"));
    }

    private static Activity count() {
        return new Activity(
                "Count words!",
                "python:3.12-slim",
                new Command.Program(List.of("python", "count.py", "5")),
                List.of(0),
                new Resources(500L, 256L << 20, Map.of("nvidia.com/gpu", "1", "ephemeral-storage", "10Gi")),
                Map.of(
                        "SEED", new EnvValue.Literal("7"),
                        "MODE", new EnvValue.Literal("on"),
                        "TOKEN", new EnvValue.FromSecret("my-secret", "token")),
                Duration.ofMinutes(10),
                new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofMinutes(2), 2),
                Map.of("disk", "ssd"),
                false,
                new PodOptions(
                        List.of(Map.of(
                                "key", "gpu", "operator", "Exists", "effect", "NoExecute", "tolerationSeconds", 60)),
                        List.of("registry", "other"),
                        "counter",
                        "high"),
                Duration.ofSeconds(90));
    }

    @Test
    void shouldReadWhichFilesAreReadAndWritten() {
        // when
        var files = Reading.valid(WHOLE.getBytes(StandardCharsets.UTF_8)).files();

        // then
        assertThat(files)
                .containsExactly(
                        NamedFiles.NONE,
                        new NamedFiles(
                                List.of(new NamedFile("all.txt", -1)),
                                List.of(new NamedFile("out/count.txt", 12), new NamedFile("log", -1))));
    }
}
