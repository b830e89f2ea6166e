package io.akoflow.local;

import io.akoflow.local.runner.RunnerKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is started, and how.
 *
 * @param home the folder with the modules, which are built
 * @param state holds everything that outlives the launcher
 * @param guarded whether HTTP asks for the token
 * @param runner how pods are run; null for the best way that works here
 * @param cluster in place of the one-machine API; null for none
 * @param servers in place of embedded ones; null for none
 * @param environment put over that of activities that are processes, such as {@code PATH}
 * @param serviceSettings more settings for every service
 * @param replicas how many of each service there are; the first of each listens on its port, others on free ones
 */
public record LaunchSettings(
        Path home,
        Path state,
        Ports ports,
        boolean guarded,
        @Nullable RunnerKind runner,
        @Nullable GivenCluster cluster,
        @Nullable GivenServers servers,
        Map<String, String> environment,
        Map<String, String> serviceSettings,
        int replicas) {

    /** The gateway's setting that says at which address pods of a cluster reach it. */
    public static final String OUTPUTS_ADDRESS = "akoflow.gateway.outputs.address";

    /** The dispatcher's setting that says which image reads disks in a cluster. */
    public static final String READER_IMAGE = "akoflow.dispatcher.outputs.image";

    public LaunchSettings {
        home = home.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
        serviceSettings = Map.copyOf(serviceSettings);
        if (replicas < 1) {
            throw new IllegalArgumentException("Expected a replica or more of each service, but " + replicas);
        }
    }

    /** As {@code akoflow up} starts it without options. */
    public static LaunchSettings usual(Path home, Path state) {
        return new LaunchSettings(home, state, Ports.usual(), true, null, null, null, Map.of(), Map.of(), 1);
    }

    /** On other ports. */
    public LaunchSettings withPorts(Ports other) {
        return new LaunchSettings(
                home, state, other, guarded, runner, cluster, servers, environment, serviceSettings, replicas);
    }

    /** With pods run in this way. */
    public LaunchSettings withRunner(@Nullable RunnerKind other) {
        return new LaunchSettings(
                home, state, ports, guarded, other, cluster, servers, environment, serviceSettings, replicas);
    }

    /** With work on this cluster. */
    public LaunchSettings withCluster(GivenCluster other) {
        return new LaunchSettings(
                home, state, ports, guarded, runner, other, servers, environment, serviceSettings, replicas);
    }

    /** With Kafka and PostgreSQL that run already. */
    public LaunchSettings withServers(GivenServers other) {
        return new LaunchSettings(
                home, state, ports, guarded, runner, cluster, other, environment, serviceSettings, replicas);
    }

    /** With one more variable in the environment of activities that are processes. */
    public LaunchSettings withEnvironment(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new LaunchSettings(
                home, state, ports, guarded, runner, cluster, servers, more, serviceSettings, replicas);
    }

    /** With one more setting for every service. */
    public LaunchSettings withServiceSetting(String name, String value) {
        var more = new HashMap<>(serviceSettings);
        more.put(name, value);
        return new LaunchSettings(home, state, ports, guarded, runner, cluster, servers, environment, more, replicas);
    }

    /** With so many replicas of each service: for tests and benchmarks, since one does as well on one machine. */
    public LaunchSettings withReplicas(int number) {
        return new LaunchSettings(
                home, state, ports, guarded, runner, cluster, servers, environment, serviceSettings, number);
    }
}
