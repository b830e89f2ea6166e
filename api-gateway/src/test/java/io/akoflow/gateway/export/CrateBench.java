package io.akoflow.gateway.export;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunState;
import io.akoflow.engine.export.ToldAttempt;
import io.akoflow.engine.export.ToldRun;
import io.akoflow.engine.generate.Montage;
import io.akoflow.engine.generate.Work;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.store.RunFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/**
 * Prints how long it takes to write a crate of 10,222 activities to the file that its argument names, three times. The
 * heap is what the virtual machine is given.
 */
final class CrateBench {

    private static final int TIMES = 3;

    private CrateBench() {}

    public static void main(String[] arguments) throws IOException {
        byte[] file = Montage.of(new BigDecimal("2.25"), new Work("busybox:1.37", BigDecimal.ONE))
                .text()
                .getBytes(StandardCharsets.UTF_8);
        var run = run((WorkflowReading.Valid) WorkflowReader.read(file));
        var exports = new Exports("0.1.0");
        var target = Path.of(arguments[0]);
        for (int i = 0; i < TIMES; i++) {
            var from = Instant.now();
            try (var out = Files.newOutputStream(target)) {
                exports.crate(run, new RunFile(file, "application/yaml"), "http://localhost/content?path=", out);
            }
            System.out.printf(
                    "| %,d | %,d ms | %,d kB |%n",
                    run.workflow().activities().size(),
                    Duration.between(from, Instant.now()).toMillis(),
                    Files.size(target) / 1000);
        }
    }

    private static ToldRun run(WorkflowReading.Valid valid) {
        var at = Instant.EPOCH;
        var pod = new PodRef("uid", "pod", "node-1", "docker.io/library/busybox@sha256:" + "0".repeat(64));
        var attempts = IntStream.range(0, valid.workflow().activities().size())
                .mapToObj(i -> new ToldAttempt(
                        i, 1, ActivityState.SUCCEEDED, at, at, at.plusSeconds(1), pod, null, 500L, 1_000_000L))
                .toList();
        return new ToldRun(
                "01k",
                1,
                "ada",
                RunState.SUCCEEDED,
                null,
                at,
                at,
                at.plusSeconds(1),
                valid.workflow(),
                valid.files(),
                attempts);
    }
}
