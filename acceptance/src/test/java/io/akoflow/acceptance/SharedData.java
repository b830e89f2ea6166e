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
        var file = folder().resolve(name);
        assumeTrue(Files.exists(file), "SKIPPED: Expected %s, but it is not there".formatted(file));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Classes.home().resolve("../shared/data/akoflow").normalize();
    }
}
