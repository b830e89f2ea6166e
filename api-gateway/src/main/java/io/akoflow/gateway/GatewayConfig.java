package io.akoflow.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the gateway. */
@ConfigMapping(prefix = "akoflow.gateway")
public interface GatewayConfig {

    /** Whether people have to say who they are; also written {@code akoflow.auth}. */
    @WithDefault("required")
    Auth auth();

    /** What an operator says to be let in, to begin with; absent when there is no such token. */
    Optional<String> token();

    /** How long a token is good if whoever makes it does not say. */
    @WithDefault("P90D")
    Duration tokenValidity();

    /** How long a token can be good at most. */
    @WithDefault("P366D")
    Duration longestTokenValidity();

    /** Which roles or groups of an OpenID Connect token mean which role here. */
    Roles roles();

    /** What workflow files may ask for here. */
    Policy policy();

    /** Whether {@code /q/metrics} is told to anybody, as health is. */
    @WithDefault("false")
    boolean openMetrics();

    /** Names besides those of loopback that this server is reached by; {@code *} for any. */
    Optional<List<String>> hosts();

    /** How often whoever gets a long answer is asked again who they are, so that it ends soon after their token. */
    @WithDefault("PT30S")
    Duration tokenCheck();

    /** How what is on disks is told. */
    Outputs outputs();

    /** How pods are run on one machine, for people to see; absent on a cluster. */
    Optional<String> runner();

    /** How long the rest of a request's body may stay away. */
    @WithDefault("PT0.9S")
    Duration bodyPatience();

    /** How long a request waits for other large bodies to be out of memory. */
    @WithDefault("PT20S")
    Duration roomPatience();

    /** How much of a container's log is kept; more than a watcher says, so that its own mark of a cut is kept, too. */
    @WithDefault("67108864")
    long logBytes();

    /** After which a run that the planner has not started is said again. */
    @WithDefault("PT10S")
    Duration startPatience();

    /** How long a submission waits for Kafka before it is answered; it is kept already. */
    @WithDefault("PT5S")
    Duration kafkaPatience();

    /** How long a log that is followed may be silent after the end of its activity. */
    @WithDefault("PT2S")
    Duration logPatience();

    /** How what is on disks is told. */
    interface Outputs {

        /** The address at which pods of the cluster reach this replica; absent when they can't. */
        Optional<String> address();

        /**
         * The folder with a folder for each namespace and in it one for each disk, on one machine; absent elsewhere.
         */
        Optional<Path> folders();

        /** Where on one machine the disks of workflows are that ask for no namespace. */
        @WithDefault("akoflow-work")
        String namespace();

        /** How long it may take until a disk is read. */
        @WithDefault("PT60S")
        Duration patience();

        /** How many people this replica reads disks for at once. */
        @WithDefault("16")
        int most();
    }

    /** Who is told when runs end. */
    @WithName("notify")
    Webhook webhook();

    /** Who is told when runs end, and how. */
    interface Webhook {

        /** Told of every end; absent for nobody. */
        Optional<String> url();

        /** What is told is signed with it: {@code whsec_} and base64, or any text. */
        Optional<String> secret();

        /** Hosts that a workflow file may name, with {@code *} for any text; if absent, those of loopback or none. */
        Optional<List<String>> allowed();

        /**
         * How long somebody may take to answer; whoever dies meanwhile is taken the place of after three times that.
         */
        @WithDefault("PT10S")
        Duration patience();

        /** After the first failure; then it doubles, up to an hour. */
        @WithDefault("PT5S")
        Duration firstPause();

        /** For how long it is tried. */
        @WithDefault("P1D")
        Duration giveUpAfter();
    }

    /** Whether people have to say who they are. */
    enum Auth {
        /** On any address but loopback, and wherever there is a token. */
        REQUIRED,
        /** Nowhere; anybody may do anything. */
        NONE
    }

    /** What workflow files may ask for; anything where nothing is said. */
    interface Policy {

        /** Namespaces that a file may name, with {@code *} for any text; absent for any. */
        Optional<List<String>> namespaces();

        /** Images, as files write them, with {@code *} for any text; absent for any. */
        Optional<List<String>> images();

        /** How many activities a workflow has at most. */
        OptionalInt mostActivities();

        /** Of each activity, such as {@code 4}; one that says no limit is refused then. */
        Optional<String> mostCpu();

        /** Of each activity, such as {@code 16Gi}; one that says no limit is refused then. */
        Optional<String> mostMemory();

        /** Of all disks of a run together, such as {@code 1Ti}. */
        Optional<String> mostStorage();

        /**
         * Of each activity, of what is neither CPU nor memory, such as {@code nvidia.com/gpu=2}; the first whose name
         * fits counts, with {@code *} for any text.
         */
        Optional<List<String>> mostOf();

        /** Service accounts that activities may be, with {@code *} for any text; absent for any. */
        Optional<List<String>> serviceAccounts();

        /** Keys of taints that activities may tolerate, with {@code *} for any text; absent for any. */
        Optional<List<String>> tolerations();
    }

    /** Names that an OpenID Connect provider gives. */
    interface Roles {

        /** Of those who may look. */
        @WithDefault("akoflow-viewer")
        List<String> viewer();

        /** Of those who may submit. */
        @WithDefault("akoflow-submitter")
        List<String> submitter();

        /** Of those who may do everything. */
        @WithDefault("akoflow-operator")
        List<String> operator();
    }
}
