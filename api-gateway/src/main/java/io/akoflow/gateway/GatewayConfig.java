package io.akoflow.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the gateway. */
@ConfigMapping(prefix = "akoflow.gateway")
public interface GatewayConfig {

    /** What whoever asks has to know; absent when none is asked for. */
    Optional<String> token();

    /** Names besides those of loopback that this server is reached by; {@code *} for any. */
    Optional<List<String>> hosts();

    /** How pods are run on one machine, for people to see; absent on a cluster. */
    Optional<String> runner();

    /** How long the rest of a request's body may stay away. */
    @WithDefault("PT0.9S")
    Duration bodyPatience();

    /** How long a request waits for other large bodies to be out of memory. */
    @WithDefault("PT20S")
    Duration roomPatience();

    /** How much of a container's log is kept. */
    @WithDefault("10485760")
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
}
