package io.akoflow.local.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Plain processes, for machines without namespaces: a disk is the working directory, and nothing is at its mount path.
 *
 * <p>So an activity whose command names the mount path is refused. What akoflow itself mounts or runs before an
 * activity has its paths rewritten.
 */
public final class PlainRunner implements Runner {

    @Override
    public Launch prepare(ContainerSpec spec) throws IOException {
        for (var mount : spec.mounts()) {
            if (mount.disk() && !spec.initial() && names(spec.command(), mount.mountPath())) {
                return new Launch.Refused(
                        ("Expected a command that works in its working directory, but it names %s, which is not there with the"
                                        + " plain runner: use relative paths, or the process or container runner")
                                .formatted(mount.mountPath()));
            }
        }
        var missing = Programs.missing(spec);
        if (missing.isPresent()) {
            return new Launch.Refused(missing.get());
        }
        var command = spec.command().stream().map(word -> located(spec, word)).toList();
        var directory = directory(spec);
        Files.createDirectories(directory);
        return new Launch.Ready(command, Runner.inherited(spec.environment()), directory, List.of());
    }

    private static Path directory(ContainerSpec spec) {
        var wished = spec.workingDirectory();
        return spec.mountOf(wished)
                .map(mount -> mount.locate(wished))
                .orElseGet(() -> spec.folder().resolve("work"));
    }

    private static boolean names(List<String> command, String mountPath) {
        return command.stream().anyMatch(word -> word.contains(mountPath));
    }

    /** Inner mounts first, since their paths contain those of outer ones. */
    private static String located(ContainerSpec spec, String word) {
        var located = word;
        for (var mount : spec.mounts().reversed()) {
            located = located.replace(mount.mountPath(), mount.source().toString());
        }
        return located;
    }
}
