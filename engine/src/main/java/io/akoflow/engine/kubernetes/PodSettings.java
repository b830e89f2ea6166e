package io.akoflow.engine.kubernetes;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment says about the objects of every attempt.
 *
 * @param workNamespace for attempts that ask for none
 * @param shards how many there are, see {@link Shards}
 * @param annotations added to every pod
 * @param user the numeric user that pods run as; null for the image's
 * @param copyImage with a POSIX shell and {@code cp}; copies files between the disks of {@code standalone}
 * @param queue the Kueue queue of every Job or pod; null for none
 * @param serviceAccount of pods that ask for none; null for the namespace's default one
 * @param storageClasses in place of those that workflow files name, such as {@code hostpath} of files of the original
 * @param mostDisks that one pod under {@code standalone} may have, its own included
 * @param unit what an attempt is
 */
public record PodSettings(
        String workNamespace,
        int shards,
        Map<String, String> annotations,
        @Nullable Long user,
        String copyImage,
        @Nullable String queue,
        @Nullable String serviceAccount,
        Map<String, String> storageClasses,
        int mostDisks,
        Unit unit) {

    /** As the architecture says. */
    public static final PodSettings DEFAULT =
            new PodSettings("akoflow-work", 1, Map.of(), null, "alpine:3.20", null, null, Map.of(), 16, Unit.JOB);

    public PodSettings {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        storageClasses = Map.copyOf(storageClasses);
    }

    /** The class for disks of a workflow that names {@code asked}; null for the cluster's default one. */
    @Nullable
    String storageClass(@Nullable String asked) {
        return asked == null ? null : storageClasses.getOrDefault(asked, asked);
    }
}
