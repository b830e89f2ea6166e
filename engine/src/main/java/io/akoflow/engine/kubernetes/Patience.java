package io.akoflow.engine.kubernetes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for what may get better by itself.
 *
 * @param grace for what looks like a mistake in the workflow file, such as an image that is not there
 * @param imagePull for a registry that does not answer as it should
 * @param unschedulable for a node; null for as long as it takes
 * @param disk for a disk that the pod could have on no node; null for as long as it takes
 */
public record Patience(
        Duration grace,
        Duration imagePull,
        @Nullable Duration unschedulable,
        @Nullable Duration disk) {

    /** One that waits for a disk as long as for a node. */
    public Patience(Duration grace, Duration imagePull, @Nullable Duration unschedulable) {
        this(grace, imagePull, unschedulable, unschedulable);
    }

    /** As the architecture says. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(15), Duration.ofMinutes(10), null);
}
