package io.akoflow.acceptance;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of all modules, for the architecture rules. */
public final class Classes {

    private static final List<String> MODULES = List.of(
            "contract",
            "engine",
            "wire",
            "reader",
            "api-gateway",
            "planner",
            "dispatcher",
            "watcher",
            "cli",
            "local",
            "setup",
            "deploy",
            "bench");

    private Classes() {}

    /** What is shipped; a module that is not built would be one that no rule holds for. */
    static JavaClasses main() {
        var folders = folders(MODULES.stream(), "classes");
        var missing =
                folders.stream().filter(folder -> !Files.isDirectory(folder)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Expected all modules to be built, but these are not: " + missing);
        }
        return new ClassFileImporter().importPaths(folders);
    }

    /** What tests it. */
    static JavaClasses test() {
        var folders = folders(Stream.concat(MODULES.stream(), Stream.of("acceptance")), "test-classes");
        return new ClassFileImporter()
                .importPaths(folders.stream().filter(Files::isDirectory).toList());
    }

    /** The folder with the modules. */
    public static Path home() {
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("");
    }

    private static List<Path> folders(Stream<String> modules, String folder) {
        return modules.map(module -> home().resolve(module).resolve("target").resolve(folder))
                .toList();
    }
}
