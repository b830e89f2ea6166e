package io.akoflow.reader;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/**
 * A disk of a run. Those whose files these are may have put anything there, and may change it while it is read; yet
 * nothing but regular files below its root is ever told or opened. Every folder is opened from the one above it,
 * without following links, and what is in it from itself: so a folder that becomes a link meanwhile leads nowhere.
 *
 * <p>Only who waits for it is kept waiting by a file that is swapped for a pipe between the look at it and its opening:
 * the system then waits for somebody who writes, and no way of opening without that is known here.
 */
public final class Disk {

    private final Path root;
    private final String name;
    private final Limits limits;

    /**
     * A disk.
     *
     * @param name what its files are told to be on
     */
    public Disk(Path root, String name) {
        this(root, name, Limits.USUAL);
    }

    Disk(Path root, String name, Limits limits) {
        this.root = root;
        this.name = name;
        this.limits = limits;
    }

    /** An {@link OutputList} as JSON, or why there is none. */
    public Opened files() {
        try {
            byte[] json = list().json();
            return new Opened.Content(json.length, new ByteArrayInputStream(json));
        } catch (IOException e) {
            return refused(e);
        }
    }

    /** All files, or as many as are told at most. */
    OutputList list() throws IOException {
        var walk = new Walk(name, limits);
        try (var folder = open(root)) {
            walk.into(folder);
        }
        return walk.found();
    }

    /** The file at {@code path}, as {@link #files} tells it, or why there is none. */
    public Opened open(String path) {
        var parts = FilePath.parse(path);
        if (parts.isEmpty()) {
            return new Opened.Refused(
                    422,
                    "Expected the path of a file on the disk, without '..' and not beginning with '/', but it is '%s'"
                            .formatted(path));
        }
        try (var folder = open(root)) {
            return new Search(path, name).in(folder, parts.get());
        } catch (DirectoryIteratorException e) {
            return refused(requireNonNull(e.getCause()));
        } catch (IOException e) {
            return refused(e);
        }
    }

    /** Whoever waits has to hear of it, and not only the log. */
    private Opened.Refused refused(IOException e) {
        return e instanceof AccessDeniedException
                ? new Opened.Refused(
                        403,
                        "Expected to be allowed to read the disk '%s', but only the user who made it is; let an activity do chmod a+rX on its root"
                                .formatted(name))
                : new Opened.Refused(
                        500,
                        "Expected to read the disk '%s', but it failed with %s: %s"
                                .formatted(name, e.getClass().getSimpleName(), e.getMessage()));
    }

    @SuppressWarnings("StreamResourceLeak") // whoever asks closes it
    private static SecureDirectoryStream<Path> open(Path root) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException(
                "Expected a system on which folders can be read without following links, but this is none");
    }

    /**
     * How much of a disk is told.
     *
     * @param files at most
     * @param characters of their paths together, at most
     * @param entries that are looked at, at most
     * @param depth of folders in folders, at most
     */
    record Limits(int files, long characters, long entries, int depth) {
        static final Limits USUAL = new Limits(10_000, 4_000_000, 1_000_000, 64);
    }
}
