package io.akoflow.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Workflow files of other projects, which are read from beside this project and never copied into it. */
final class SharedData {

    private SharedData() {}

    /** A file that the original tool runs; the test is skipped, and says so, where there are none. */
    static String original(String name) {
        return file("akoflow/" + name);
    }

    /** One that any tool runs, by its folder and name; the test is skipped, and says so, where there are none. */
    static String file(String name) {
        var file = folder().resolve(name);
        assumeTrue(Files.exists(file), "SKIPPED: Expected %s, but it is not there".formatted(file));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same for a cluster that is not its authors': with its usual storage class, on any node, with an image that it
     * has, and without long sleeps.
     */
    static String forCluster(String name) {
        return original(name)
                .replaceAll("(?m)^ *storageClassName:.*\\R", "")
                .replaceAll("(?m)^ *nodeSelector:.*\\R", "")
                .replaceAll("alpine:[0-9a-z.]+", "alpine:3.20")
                .replaceAll("(?m)^( *)sleep [0-9]+$", "$1sleep 0.1");
    }

    private static Path folder() {
        return Classes.home().resolve("../shared/data").normalize();
    }
}
