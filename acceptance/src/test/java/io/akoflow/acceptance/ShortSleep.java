package io.akoflow.acceptance;

import io.akoflow.local.LaunchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files of the original sleep for minutes; with this first on the PATH of their processes, for moments. */
final class ShortSleep {

    private ShortSleep() {}

    static LaunchSettings onPath(LaunchSettings settings) {
        return settings.withEnvironment("PATH", make() + ":" + System.getenv("PATH"));
    }

    private static Path make() {
        try {
            var folder = Files.createDirectories(Classes.home().resolve("acceptance/target/short-sleep"));
            var program = folder.resolve("sleep");
            Files.deleteIfExists(program);
            Files.writeString(program, "#!/bin/sh\nexec /bin/sleep 0.05\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
