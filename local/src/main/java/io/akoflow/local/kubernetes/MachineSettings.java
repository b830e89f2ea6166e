package io.akoflow.local.kubernetes;

import io.akoflow.local.runner.RunnerKind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a {@link MachineKubernetes} needs to know.
 *
 * @param stateFolder holds {@code kubernetes/} (objects, API log, pods) and {@code disks/} (claims)
 * @param port 0 for any free one
 * @param token that requests bear
 * @param slots pods that run at once; more of them wait, as on a full node
 * @param history changes that a watch can go back; older ones are answered with 410 Gone
 * @param environment of processes, over what they inherit and under what their pods say
 */
public record MachineSettings(
        Path stateFolder,
        String host,
        int port,
        String token,
        RunnerKind runner,
        int slots,
        int history,
        Map<String, String> environment) {

    private static final int SIMULATED_SLOTS = 5_000;
    private static final int HISTORY = 10_000;
    private static final RandomGenerator RANDOM = new SecureRandom();

    public MachineSettings {
        environment = Map.copyOf(environment);
    }

    /** Simulated pods, on any free port of loopback, with a token of its own. */
    public static MachineSettings simulated(Path stateFolder) {
        return new MachineSettings(
                stateFolder, "127.0.0.1", 0, newToken(), RunnerKind.SIMULATE, SIMULATED_SLOTS, HISTORY, Map.of());
    }

    /** Pods as processes in namespaces of their own, on any free port of loopback, with a token of its own. */
    public static MachineSettings processes(Path stateFolder) {
        return simulated(stateFolder).withRunner(RunnerKind.PROCESS).withSlots(defaultSlots());
    }

    /** How many pods of real work run at once, unless set otherwise. */
    public static int defaultSlots() {
        return Math.max(2 * Runtime.getRuntime().availableProcessors(), 8);
    }

    public MachineSettings withPort(int newPort) {
        return new MachineSettings(stateFolder, host, newPort, token, runner, slots, history, environment);
    }

    public MachineSettings withToken(String newToken) {
        return new MachineSettings(stateFolder, host, port, newToken, runner, slots, history, environment);
    }

    public MachineSettings withRunner(RunnerKind newRunner) {
        return new MachineSettings(stateFolder, host, port, token, newRunner, slots, history, environment);
    }

    public MachineSettings withSlots(int newSlots) {
        return new MachineSettings(stateFolder, host, port, token, runner, newSlots, history, environment);
    }

    public MachineSettings withHistory(int newHistory) {
        return new MachineSettings(stateFolder, host, port, token, runner, slots, newHistory, environment);
    }

    public MachineSettings withEnvironment(Map<String, String> newEnvironment) {
        return new MachineSettings(stateFolder, host, port, token, runner, slots, history, newEnvironment);
    }

    private static String newToken() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
