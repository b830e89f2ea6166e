package io.akoflow.watcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the watcher. */
@ConfigMapping(prefix = "akoflow.watcher")
public interface WatcherConfig {

    /** Where activities live. */
    @WithDefault("akoflow-work")
    List<String> namespaces();

    /** Over how many shards runs are spread; the dispatcher's must be the same, and no run under way at a change. */
    @WithDefault("1")
    int shards();

    /** How this replica is called, the same after a restart; absent for the host's name. */
    Optional<String> identity();

    /** An end is said again this long after it was, as long as nobody deletes the Job. */
    @WithDefault("PT10M")
    Duration reminder();

    /** How often it is asked what pods use, where the cluster measures that; 0 for never. */
    @WithDefault("PT15S")
    Duration usageInterval();

    /** How replicas share the shards. */
    Leases leases();

    /** How long to wait for what may get better by itself. */
    Waits waits();

    /** How logs are read. */
    Logs logs();

    /** How replicas share the shards. */
    interface Leases {

        /** Where the Leases are. */
        @WithDefault("akoflow")
        String namespace();

        /** How long a replica may be silent before others take its shards. */
        @WithDefault("PT6S")
        Duration duration();

        /** How often a replica says that it is there. */
        @WithDefault("PT2S")
        Duration renewal();
    }

    /** How long to wait for what may get better by itself. */
    interface Waits {

        /** For what looks like a mistake in the workflow file, such as an image that is not there. */
        @WithDefault("PT15S")
        Duration grace();

        /** For a registry that does not answer as it should. */
        @WithDefault("PT10M")
        Duration imagePull();

        /** For a node or a disk; absent for as long as it takes. */
        Optional<Duration> unschedulable();
    }

    /** How logs are read. */
    interface Logs {

        /** A container that runs longer than this is followed; the log of others is read at their end. */
        @WithDefault("PT0.5S")
        Duration followAfter();

        /** How long after the end of an attempt its log is read, before it is given up on. */
        @WithDefault("PT60S")
        Duration patience();

        /** How much of an attempt's log is said; what comes after is not read. */
        @WithDefault("52428800")
        long mostBytes();

        /** How many containers are followed at once. */
        @WithDefault("200")
        int follows();

        /** How many logs of attempts that have ended are read at once. */
        @WithDefault("32")
        int reads();
    }
}
