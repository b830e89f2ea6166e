package io.akoflow.local.runner;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container that is to be run.
 *
 * @param name unique on this machine
 * @param command with its arguments, nothing left to expand
 * @param environment what the pod asks for, and nothing of this process
 * @param workingDirectory empty for the image's, or a scratch folder
 * @param mounts outer ones first
 * @param folder its own, for its log, its exit code and scratch files
 * @param initial whether it prepares the pod, rather than being the activity
 * @param memoryBytes 0 for no limit
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        List<Mount> mounts,
        Path folder,
        boolean initial,
        long memoryBytes) {

    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        mounts = mounts.stream()
                .sorted(Comparator.comparingInt(
                        (Mount mount) -> mount.mountPath().length()))
                .toList();
    }

    /** The same, with these variables where the pod does not say others. */
    public ContainerSpec under(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.putAll(environment);
        return new ContainerSpec(name, image, command, all, workingDirectory, mounts, folder, initial, memoryBytes);
    }

    /** The innermost mount in which a path of the container lies. */
    public Optional<Mount> mountOf(String path) {
        return mounts.stream().filter(mount -> mount.covers(path)).reduce((_, inner) -> inner);
    }
}
