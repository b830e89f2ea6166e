package io.akoflow.local.kubernetes;

import java.nio.file.Path;
import java.util.Optional;

/** What makes pods run. It writes their status into the store; calls return at once. */
interface PodWorker extends AutoCloseable {
    /** Starts a pod that has never been started. */
    void start(Stored pod);

    /** Takes over a pod that was started before this process was. */
    void adopt(Stored pod);

    /** Ends a pod, its processes asked first and forced after its grace period; then writes its last status. */
    void stop(Stored pod);

    /** Ends what is left of a pod that no longer exists, and removes its files. */
    void forget(Stored pod);

    /** Where a container's output is. */
    Optional<Path> log(Stored pod, String container);

    /** Ends all processes, and says nothing of them. */
    @Override
    void close();
}
