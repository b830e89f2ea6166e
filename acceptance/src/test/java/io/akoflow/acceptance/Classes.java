package io.akoflow.acceptance;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of all modules, for the architecture rules. */
final class Classes {

    private static final List<String> MODULES = List.of(
            "contract", "engine", "wire", "api-gateway", "planner", "dispatcher", "watcher", "cli", "local", "bench");

    private Classes() {}

    /** What is shipped. */
    static JavaClasses main() {
        return of(MODULES.stream(), "classes");
    }

    /** What tests it. */
    static JavaClasses test() {
        return of(Stream.concat(MODULES.stream(), Stream.of("acceptance")), "test-classes");
    }

    /** The folder with the modules. */
    static Path home() {
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("");
    }

    private static JavaClasses of(Stream<String> modules, String folder) {
        var paths = modules.map(
                        module -> home().resolve(module).resolve("target").resolve(folder))
                .filter(Files::isDirectory)
                .toList();
        return new ClassFileImporter().importPaths(paths);
    }
}
