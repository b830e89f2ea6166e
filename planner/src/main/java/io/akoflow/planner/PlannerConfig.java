package io.akoflow.planner;

import io.akoflow.engine.policy.Most;
import io.akoflow.engine.run.RunLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the planner. */
@ConfigMapping(prefix = "akoflow.planner")
public interface PlannerConfig {

    /** The name of this planner, the same after a restart, by which it gets its partitions back at once. */
    Optional<String> instance();

    /** The most events of one transaction. */
    @WithDefault("500")
    int batch();

    /** The most activities of runs that are kept in memory between events; the runs of one batch are there anyway. */
    @WithDefault("100000")
    int activitiesInMemory();

    /** The most attempts of one run that are said to be ready and have not ended. */
    @WithDefault("500")
    int window();

    /** The most pods that the attempts of all runs of one planner begin to have, at least 1; runs share them. */
    @WithDefault("1000")
    int pods();

    /** How long an ActivityReady may be acted upon. */
    @WithDefault("PT60S")
    Duration validity();

    /** After the validity is over, before the Job may be deleted: the create's time-out and the clocks. */
    @WithDefault("PT15S")
    Duration releaseMargin();

    /** After which an attempt that nobody has heard of is looked for. */
    @WithDefault("PT15M")
    Duration silence();

    /** How long an outcome waits for its log before the Job is released anyway. */
    @WithDefault("PT90S")
    Duration logPatience();

    /** An activity's budget for failures that are not its own. */
    @WithDefault("10")
    int infrastructureAttempts();

    /**
     * The most memory that an attempt gets because an earlier one ran out of it, such as {@code 16Gi}; absent for any.
     * The gateway's policy is about what files ask for.
     */
    Optional<String> mostMemory();

    /** The most CPUs that activities ask for together which share a pod as measured. */
    @WithDefault("8")
    int packCpus();

    /** The same of memory. */
    @WithDefault("16Gi")
    String packMemory();

    /** The most disks of one pod under {@code standalone}; has to be what {@code akoflow.dispatcher} has. */
    @WithDefault("16")
    int mostDisks();

    /** How long after its end a run's disks are kept that its policy would keep until it is deleted. */
    @WithDefault("P7D")
    Duration diskRetention();

    /**
     * How long after its end a run that was deleted is still known, so that what is seen of it, such as a Job that
     * could not be deleted, is still answered.
     */
    @WithDefault("PT15M")
    Duration forgetAfter();

    /** Where activities live when the workflow file names no namespace. */
    @WithDefault("akoflow-work")
    String workNamespace();

    /** What of it the runs need. */
    default RunLimits limits() {
        return new RunLimits(
                window(),
                validity(),
                releaseMargin(),
                silence(),
                logPatience(),
                infrastructureAttempts(),
                diskRetention(),
                mostMemory().map(most -> bytes("most-memory", most)).orElse(null),
                1000L * packCpus(),
                bytes("pack-memory", packMemory()),
                mostDisks(),
                workNamespace());
    }

    /** Throws an {@link IllegalArgumentException} that says which setting is not as it has to be. */
    default void check() {
        if (window() < 1 || pods() < 1) {
            throw new IllegalArgumentException(
                    "Expected akoflow.planner.window and akoflow.planner.pods to be at least 1, but they are %d and %d"
                            .formatted(window(), pods()));
        }
        limits();
    }

    private static long bytes(String setting, String most) {
        return Most.parse(most)
                .map(amount -> amount.value().longValue())
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected akoflow.planner.%s to be a quantity such as 16Gi, but it is '%s'"
                                .formatted(setting, most)));
    }
}
