package io.akoflow.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;

/** Backups of folders. */
final class Folders {

    private Folders() {}

    /** Copies all of a folder to where nothing of it is, with the rights of its files. */
    static void copy(Path from, Path to) {
        copy(from, to, _ -> true);
    }

    /** The same, of those files right in it whose names are chosen. */
    static void copy(Path from, Path to, Predicate<String> chosen) {
        try (var all = Files.walk(from)) {
            for (var path : (Iterable<Path>) all::iterator) {
                var copy = to.resolve(from.relativize(path).toString());
                var isTop = path.equals(from);
                if (isTop && Files.exists(to)) {
                    continue;
                }
                if (isTop || isChosen(from, path, chosen)) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes those files right in it whose names are chosen. */
    static void delete(Path folder, Predicate<String> chosen) {
        try (var all = Files.list(folder)) {
            for (var path : (Iterable<Path>) all::iterator) {
                if (chosen.test(path.getFileName().toString())) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isChosen(Path top, Path path, Predicate<String> chosen) {
        return chosen.test(top.relativize(path).getName(0).toString());
    }
}
