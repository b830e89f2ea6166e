package io.akoflow.engine.kubernetes;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod, as its kubelet tells.
 *
 * @param init whether it has to end well before others start
 * @param limited whether it has a memory limit
 * @param imageId what is really run, with digest; null when it is not known
 */
public record ContainerView(
        String name,
        boolean init,
        boolean limited,
        @Nullable String imageId,
        State state) {

    /** What it does. */
    public sealed interface State {}

    /** Nothing yet, for a reason or for none. */
    public record Waiting(@Nullable String reason, @Nullable String message) implements State {}

    /** It runs. */
    public record Running(Instant startedAt) implements State {}

    /**
     * It has ended.
     *
     * @param reason such as {@code Completed}, {@code Error} or {@code OOMKilled}
     * @param message what it left, or the end of its output, or why it could not start
     * @param startedAt null when it never started
     * @param finishedAt null when nobody knows
     */
    public record Terminated(
            int exitCode,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt)
            implements State {

        boolean isFor(String asked) {
            return asked.equals(reason);
        }
    }

    /** The same by another name. */
    ContainerView named(String other) {
        return new ContainerView(other, init, limited, imageId, state);
    }

    /** Whether its command was started, whatever became of it. */
    public boolean hasBegun() {
        return startedAt().isPresent();
    }

    /** When it began, in whole seconds; empty when it has not, or never did. */
    public Optional<Instant> startedAt() {
        return switch (state) {
            case Running(var startedAt) -> Optional.of(startedAt);
            case Terminated ended -> Optional.ofNullable(ended.startedAt());
            case Waiting _ -> Optional.empty();
        };
    }

    /** How it has ended; empty when it has not. */
    public Optional<Terminated> terminated() {
        return state instanceof Terminated ended ? Optional.of(ended) : Optional.empty();
    }

    /** Whether it has ended, and not well. */
    boolean hasFailed() {
        return state instanceof Terminated ended && ended.exitCode() != 0;
    }
}
