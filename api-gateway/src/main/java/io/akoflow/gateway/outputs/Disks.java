package io.akoflow.gateway.outputs;

import io.akoflow.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** The disks of runs, wherever they are: folders of this machine, or claims in a cluster. */
@ApplicationScoped
public class Disks {

    private final GatewayConfig.Outputs config;
    private final ReaderJobs jobs;

    Disks(GatewayConfig config, ReaderJobs jobs) {
        this.config = config.outputs();
        this.jobs = jobs;
    }

    /**
     * Reads a disk; may take a minute until it begins.
     *
     * @param leaving tells that nobody waits any more
     */
    public DiskReading read(DiskWish wish, Leaving leaving) throws InterruptedException {
        var folders = config.folders();
        return folders.isPresent()
                ? new DiskFolders(folders.get(), config.namespace()).read(wish)
                : jobs.read(wish, leaving);
    }
}
