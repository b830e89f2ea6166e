package io.akoflow.local.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Processes in user, mount and pid namespaces of their own, so that a disk can be at its mount path, and nothing is
 * left when the first of them ends. Works for root and, where the kernel lets them, for ordinary users.
 */
public final class ProcessRunner implements Runner {
    private static final List<String> UNSHARE =
            List.of("unshare", "--map-root-user", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child");

    /** Whether this machine allows it: really tries. */
    public static boolean works() {
        var command = new java.util.ArrayList<>(UNSHARE);
        command.addAll(List.of("sh", "-c", "mount -t tmpfs none /mnt && chroot / true"));
        return Programs.succeeds(command);
    }

    @Override
    public Launch prepare(ContainerSpec spec) throws IOException {
        var missing = Programs.missing(spec);
        if (missing.isPresent()) {
            return new Launch.Refused(missing.get());
        }
        var script = new NamespaceScript(spec).write();
        var command = new java.util.ArrayList<>(UNSHARE);
        command.addAll(List.of("sh", script.toString()));
        command.addAll(spec.command());
        var work = Files.createDirectories(spec.folder().resolve("work"));
        return new Launch.Ready(command, Runner.inherited(spec.environment()), work, List.of());
    }

    @Override
    public Aftermath after(ContainerSpec spec, int exitCode) {
        return Files.exists(spec.folder().resolve(NamespaceScript.SETUP_FAILED))
                ? Aftermath.NEVER_STARTED
                : Aftermath.NOTHING;
    }
}
