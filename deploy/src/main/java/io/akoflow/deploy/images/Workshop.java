package io.akoflow.deploy.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things are.
 *
 * @param home the folder with the modules, which are built
 */
record Workshop(Path home) {

    /** What is made on the way to images, and may be deleted. */
    Path folder() {
        return home.resolve("deploy/target/images");
    }

    /** What the build of a module has left. */
    Path built(String module) {
        return home.resolve(module).resolve("target");
    }

    /** An empty folder, or a file with these lines, that is the same for every image. */
    Path file(String name, List<String> lines) throws IOException {
        var file = folder().resolve("files").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.write(file, lines);
    }

    Path emptyFolder() throws IOException {
        return Files.createDirectories(folder().resolve("empty"));
    }
}
