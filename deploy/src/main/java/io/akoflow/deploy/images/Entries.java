package io.akoflow.deploy.images;

import io.akoflow.deploy.images.ImagePlan.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of this machine as entries of an image, in an order that is always the same. */
final class Entries {

    private static final String FOLDER = "755";
    private static final String PROGRAM = "755";
    private static final String FILE = "644";

    private Entries() {}

    /** All in {@code folder}, at {@code to}; links are followed. */
    static List<Entry> tree(Path folder, String to) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.sorted()
                    .map(path -> entry(path, path.equals(folder) ? to : to + "/" + slashes(folder.relativize(path))))
                    .toList();
        }
    }

    /** The jars right in {@code folder}, at {@code to}. */
    static List<Entry> jars(Path folder, String to) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.filter(path -> path.toString().endsWith(".jar"))
                    .sorted()
                    .map(path -> entry(path, to + "/" + path.getFileName()))
                    .toList();
        }
    }

    static Entry entry(Path from, String to) {
        if (Files.isDirectory(from)) {
            return new Entry(from, to, FOLDER);
        }
        return new Entry(from, to, Files.isExecutable(from) ? PROGRAM : FILE);
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
