package io.akoflow.engine.run;

import io.akoflow.engine.kubernetes.PodSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment allows and expects.
 *
 * @param window the most attempts of one run that are said to be ready and have not ended, at least 1
 * @param validity how long an ActivityReady may be acted upon
 * @param releaseMargin after the validity is over, before the Job may be deleted: the create's time-out and the clocks
 * @param silence after which an attempt that nobody has heard of is looked for
 * @param logPatience how long an outcome waits for its log before the Job is released anyway
 * @param infrastructureAttempts budget of an activity for failures that are not its own, at least 0
 * @param diskRetention how long after its end a run's disks are kept that its policy would keep until it is deleted
 * @param mostMemory bytes that an attempt may get because an earlier one ran out of memory; null for any
 * @param packCpuMillis thousandths of a CPU that activities ask for together which share a pod as measured
 * @param packMemoryBytes the same of memory
 * @param mostDisks that one pod under {@code standalone} may have, as the dispatcher has it
 * @param workNamespace where activities live when the workflow file names no namespace
 */
public record RunLimits(
        int window,
        Duration validity,
        Duration releaseMargin,
        Duration silence,
        Duration logPatience,
        int infrastructureAttempts,
        Duration diskRetention,
        @Nullable Long mostMemory,
        long packCpuMillis,
        long packMemoryBytes,
        int mostDisks,
        String workNamespace) {

    private static final long PACK_CPU_MILLIS = 8_000;
    private static final long PACK_MEMORY_BYTES = 16L << 30;

    /** As the architecture says. */
    public static final RunLimits DEFAULT = new RunLimits(
            500,
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofMinutes(15),
            Duration.ofSeconds(90),
            10,
            Duration.ofDays(7),
            null,
            "akoflow-work");

    /** One with the usual bounds of pods that are shared. */
    public RunLimits(
            int window,
            Duration validity,
            Duration releaseMargin,
            Duration silence,
            Duration logPatience,
            int infrastructureAttempts,
            Duration diskRetention,
            @Nullable Long mostMemory,
            String workNamespace) {
        this(
                window,
                validity,
                releaseMargin,
                silence,
                logPatience,
                infrastructureAttempts,
                diskRetention,
                mostMemory,
                PACK_CPU_MILLIS,
                PACK_MEMORY_BYTES,
                PodSettings.DEFAULT.mostDisks(),
                workNamespace);
    }

    /** With no more than so many bytes of memory for attempts after others. */
    public RunLimits withMostMemory(@Nullable Long bytes) {
        return new RunLimits(
                window,
                validity,
                releaseMargin,
                silence,
                logPatience,
                infrastructureAttempts,
                diskRetention,
                bytes,
                packCpuMillis,
                packMemoryBytes,
                mostDisks,
                workNamespace);
    }
}
