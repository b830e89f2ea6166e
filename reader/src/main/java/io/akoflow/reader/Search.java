package io.akoflow.reader;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a file, folder by folder. */
final class Search {

    /** Stands for bytes that are no text, so what is told of such names does not lead back to them. */
    private static final char REPLACEMENT = '\uFFFD';

    private final String path;
    private final String disk;

    Search(String path, String disk) {
        this.path = path;
        this.disk = disk;
    }

    Opened in(SecureDirectoryStream<Path> folder, List<String> names) throws IOException {
        var candidates = entries(folder, names.getFirst());
        if (candidates.size() > 1) {
            return new Opened.Refused(
                    409,
                    "Expected one file '%s', but there are several whose names are no text and look like this"
                            .formatted(path));
        }
        if (candidates.isEmpty()) {
            return missing();
        }
        try {
            return names.size() == 1
                    ? file(folder, candidates.getFirst())
                    : below(folder, candidates.getFirst(), names.subList(1, names.size()));
        } catch (AccessDeniedException _) {
            return new Opened.Refused(
                    403,
                    "Expected to be allowed to read '%s', but only the user who wrote it is; let the activity do chmod a+rX"
                            .formatted(path));
        } catch (FileSystemException _) {
            return missing(); // such as a link that took its place
        }
    }

    private Opened below(SecureDirectoryStream<Path> folder, Path name, List<String> rest) throws IOException {
        if (!Walk.attributes(folder, name).isDirectory()) {
            return missing(); // a pipe would be waited for when it is opened
        }
        try (var inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return in(inner, rest);
        }
    }

    private Opened file(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        var attributes = Walk.attributes(folder, name);
        if (!attributes.isRegularFile()) {
            return new Opened.Refused(422, "Expected a file at '%s', but it is %s".formatted(path, kind(attributes)));
        }
        var channel = folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        return new Opened.Content(
                attributes.size(), new Beginning(Channels.newInputStream(channel), attributes.size()));
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return "a folder; ask for the files in it";
        }
        return attributes.isSymbolicLink() ? "a link, and links are not followed" : "a device, pipe or socket";
    }

    private static List<Path> entries(SecureDirectoryStream<Path> folder, String name) throws IOException {
        var direct = direct(folder, name);
        if (direct.isPresent()) {
            return List.of(direct.get());
        }
        List<Path> alike = new ArrayList<>();
        if (name.indexOf(REPLACEMENT) >= 0) {
            for (var entry : folder) {
                if (entry.getFileName().toString().equals(name)) {
                    alike.add(entry.getFileName());
                }
            }
        }
        return alike;
    }

    private static Optional<Path> direct(SecureDirectoryStream<Path> folder, String name) throws IOException {
        try {
            var one = Path.of(name);
            Walk.attributes(folder, one);
            return Optional.of(one);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    private Opened.Refused missing() {
        return new Opened.Refused(
                404, "Expected a file '%s' on the disk '%s', but there is none".formatted(path, disk));
    }
}
