package io.akoflow.dispatcher;

import io.akoflow.engine.kubernetes.Unit;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of the dispatcher. */
@ConfigMapping(prefix = "akoflow.dispatcher")
public interface DispatcherConfig {

    /** The consumer group; those who share it share the work. */
    @WithDefault("akoflow-dispatcher")
    String group();

    /** Names this replica, so that its partitions wait for it while it is started again; absent for none. */
    Optional<String> instanceId();

    /** How many calls of the Kubernetes API are under way at most. */
    @WithDefault("64")
    int calls();

    /** How many commands are read and not finished at most; those beyond wait in Kafka. */
    @WithDefault("1000")
    int commands();

    /** How long one call may take. */
    @WithDefault("PT10S")
    Duration callTimeout();

    /** How long a command is tried in the face of trouble, before the planner is told. */
    @WithDefault("PT20S")
    Duration patience();

    /** How long it is believed without looking that a claim is there. */
    @WithDefault("PT1M")
    Duration claimMemory();

    /** Whether it looks, where it may, if a disk's storage class is there before it makes the disk. */
    @WithDefault("true")
    boolean checkStorageClasses();

    /**
     * What an attempt is in Kubernetes: a Job, or a pod without one. From {@code job} to {@code pod} it may be changed
     * while no dispatcher runs, back only while no run is under way.
     */
    @WithDefault("job")
    Unit unit();

    /** What the objects of every attempt have. */
    Pods pods();

    /** How disks are read for people. */
    Outputs outputs();

    /** How disks are read for people. */
    interface Outputs {

        /** What reads them; absent for what the pod template {@code akoflow-reader} in the work namespace has. */
        Optional<String> image();

        /** How long reading may take, whoever fetches it included. */
        @WithDefault("PT1H")
        Duration longest();
    }

    /** What the objects of every attempt have. */
    interface Pods {

        /** The work namespace, for workflows that ask for none; the planner's must be the same. */
        @WithDefault("akoflow-work")
        String namespace();

        /** Over how many shards runs are spread; the watcher's must be the same. */
        @WithDefault("1")
        int shards();

        /** Added to every pod. */
        Map<String, String> annotations();

        /** The number of the user that pods run as, and of their disks' group; absent for the image's. */
        OptionalLong user();

        /** Copies files between the disks of the storage policy {@code standalone}; has a shell and {@code cp}. */
        @WithDefault("alpine:3.20")
        String copyImage();

        /** The Kueue queue of every Job; absent for none. */
        Optional<String> queue();

        /** The service account of pods that ask for none; absent for the namespace's default one. */
        Optional<String> serviceAccount();

        /** Storage classes in place of those that workflow files name, by the latter's names. */
        Map<String, String> storageClasses();

        /** How many disks one pod may have. */
        @WithDefault("16")
        int mostDisks();
    }
}
