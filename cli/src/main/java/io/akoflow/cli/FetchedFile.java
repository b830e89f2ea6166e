package io.akoflow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where a file goes that is fetched. One on this machine is there when it is whole, and not before. */
final class FetchedFile {

    private static final int BUFFER = 64 * 1024;

    private final @Nullable OutputStream out;
    private final @Nullable Path file;

    private FetchedFile(@Nullable OutputStream out, @Nullable Path file) {
        this.out = out;
        this.file = file;
    }

    static FetchedFile to(OutputStream out) {
        return new FetchedFile(out, null);
    }

    /**
     * @param target of this name, or a folder in which it gets its own
     * @param path its own, on the disk where it is
     */
    static FetchedFile to(Path target, String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return new FetchedFile(null, Files.isDirectory(target) ? target.resolve(name) : target);
    }

    /** What came of it. */
    sealed interface Ended {
        /** It is there. */
        record Whole() implements Ended {}

        /** It could not be written. */
        record NotWritten(String why) implements Ended {}

        /** It did not come. */
        record NotFetched(Reply why) implements Ended {}
    }

    Ended fetch(Server server, String address) {
        if (file != null && Files.isDirectory(file)) {
            return new Ended.NotWritten("%s is a folder".formatted(file));
        }
        return switch (server.download(address)) {
            case Server.Download.Body body -> save(body);
            case Server.Download.Not(var reply) -> new Ended.NotFetched(reply);
        };
    }

    private Ended save(Server.Download.Body body) {
        if (file == null) {
            return copy(body, out == null ? OutputStream.nullOutputStream() : out);
        }
        var beside = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
        try {
            return save(body, beside, file);
        } catch (IOException e) {
            return new Ended.NotWritten(String.valueOf(e.getMessage()));
        }
    }

    private static Ended save(Server.Download.Body body, Path beside, Path file) throws IOException {
        try {
            var ended = write(body, beside);
            if (ended instanceof Ended.Whole) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return ended;
        } finally {
            if (Files.isRegularFile(beside)) {
                Files.delete(beside);
            }
        }
    }

    private static Ended write(Server.Download.Body body, Path file) throws IOException {
        try (var part = Files.newOutputStream(file)) {
            return copy(body, part);
        }
    }

    /** A connection that ends too early looks as one that ends, so it is counted what came. */
    private static Ended copy(Server.Download.Body body, OutputStream target) {
        byte[] buffer = new byte[BUFFER];
        long left = body.length();
        try (var bytes = body.bytes()) {
            for (int read = next(bytes, buffer); read >= 0; read = next(bytes, buffer)) {
                target.write(buffer, 0, read);
                left -= read;
            }
            target.flush();
        } catch (IOException e) {
            return new Ended.NotWritten(String.valueOf(e.getMessage()));
        }
        return body.length() >= 0 && left != 0
                ? new Ended.NotFetched(
                        new Reply.Unreachable("the file broke off %d bytes before its end".formatted(left)))
                : new Ended.Whole();
    }

    /** A connection that breaks has nothing more, which is told from how much came. */
    private static int next(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException _) {
            return -1;
        }
    }
}
