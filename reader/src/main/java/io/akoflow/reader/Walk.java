package io.akoflow.reader;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Goes through a disk once. Links, devices, sockets and pipes are passed by. */
final class Walk {

    /** Made by the file system, for itself. */
    private static final String LOST_AND_FOUND = "lost+found";

    private final String disk;
    private final Disk.Limits limits;
    private final List<OutputFile> files = new ArrayList<>();
    private long characters;
    private long entries;
    private boolean truncated;
    private int unreadable;

    Walk(String disk, Disk.Limits limits) {
        this.disk = disk;
        this.limits = limits;
    }

    OutputList found() {
        files.sort(Comparator.comparing(OutputFile::path));
        return new OutputList(files, truncated, unreadable);
    }

    void into(SecureDirectoryStream<Path> root) {
        into(root, "", 0);
    }

    private void into(SecureDirectoryStream<Path> folder, String prefix, int depth) {
        try {
            for (var entry : folder) {
                if (++entries > limits.entries()) {
                    truncated = true;
                }
                if (truncated) {
                    return;
                }
                var name = entry.getFileName();
                if (depth > 0 || !name.toString().equals(LOST_AND_FOUND)) {
                    look(folder, name, prefix, depth);
                }
            }
        } catch (DirectoryIteratorException _) {
            unreadable++;
        }
    }

    private void look(SecureDirectoryStream<Path> folder, Path name, String prefix, int depth) {
        try {
            var attributes = attributes(folder, name);
            if (attributes.isRegularFile()) {
                add(prefix + name, attributes);
            } else if (attributes.isDirectory()) {
                descend(folder, name, prefix, depth);
            }
        } catch (IOException _) {
            return; // it is gone again
        }
    }

    private void descend(SecureDirectoryStream<Path> folder, Path name, String prefix, int depth) {
        if (depth >= limits.depth()) {
            truncated = true;
            return;
        }
        try (var inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            into(inner, prefix + name + "/", depth + 1);
        } catch (IOException _) {
            unreadable++;
        }
    }

    private void add(String path, BasicFileAttributes attributes) {
        characters += path.length();
        if (files.size() >= limits.files() || characters > limits.characters()) {
            truncated = true;
            return;
        }
        files.add(new OutputFile(
                path, attributes.size(), attributes.lastModifiedTime().toInstant(), disk));
    }

    static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }
}
