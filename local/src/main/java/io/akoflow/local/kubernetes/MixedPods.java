package io.akoflow.local.kubernetes;

import java.nio.file.Path;
import java.util.Optional;

/** Pods whose annotations say how they end are played, also where all others are processes. */
record MixedPods(SimulatedPods played, ProcessPods processes) implements PodWorker {

    @Override
    public void start(Stored pod) {
        of(pod).start(pod);
    }

    @Override
    public void adopt(Stored pod) {
        of(pod).adopt(pod);
    }

    @Override
    public void stop(Stored pod) {
        of(pod).stop(pod);
    }

    @Override
    public void forget(Stored pod) {
        of(pod).forget(pod);
    }

    @Override
    public Optional<Path> log(Stored pod, String container) {
        return of(pod).log(pod, container);
    }

    @Override
    public void close() {
        played.close();
        processes.close();
    }

    private PodWorker of(Stored pod) {
        return SimulatedPods.isPlayed(pod) ? played : processes;
    }
}
