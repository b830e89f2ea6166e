package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every change of an object, appended to a file before anybody hears of it, and now and then a snapshot of all objects
 * that makes older files superfluous.
 *
 * <p>It survives the end of the process at any point: a torn last line is a change that nobody has heard of. It does
 * not sync to disk, so the machine's power failure may take the last second.
 */
final class Journal implements AutoCloseable {

    /**
     * One line.
     *
     * @param object absent when it was deleted
     */
    record Line(
            long version,
            ResourceType type,
            String namespace,
            String name,
            @Nullable ObjectNode object) {}

    private static final long COMPACT_AFTER_BYTES = 64L << 20;
    private static final String SNAPSHOT = "snapshot-";
    private static final String JOURNAL = "journal-";

    private final Path folder;
    private final AtomicBoolean compacting = new AtomicBoolean();
    private FileChannel channel;
    private long bytesWritten;
    private long bytesAtSnapshot;

    private Journal(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Replays what is there, oldest first, and goes on after it. */
    static Journal open(Path folder, Consumer<Line> replay) throws IOException {
        Files.createDirectories(folder);
        var snapshots = files(folder, SNAPSHOT);
        long known = 0;
        if (!snapshots.isEmpty()) {
            known = versionOf(snapshots.getLast());
            read(snapshots.getLast(), 0, replay);
        }
        long last = known;
        for (var journal : files(folder, JOURNAL)) {
            last = Math.max(last, read(journal, known, replay));
        }
        return new Journal(folder, next(folder, last));
    }

    void append(Change change) {
        var object = change.object();
        var head = "{\"v\":%d,\"type\":\"%s\",\"namespace\":\"%s\",\"name\":\"%s\",\"object\":"
                .formatted(object.version(), object.type().name(), object.namespace(), object.name())
                .getBytes(StandardCharsets.UTF_8);
        var body = change.kind() == Change.Kind.DELETED ? new byte[] {'n', 'u', 'l', 'l'} : object.json();
        var line = ByteBuffer.allocate(head.length + body.length + 2)
                .put(head)
                .put(body)
                .put((byte) '}')
                .put((byte) '\n')
                .flip();
        try {
            writeOrLeaveAsItWas(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stays of a line when the disk is full would hide all that comes after it. */
    private void writeOrLeaveAsItWas(ByteBuffer line) throws IOException {
        long before = channel.position();
        int length = line.remaining();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            bytesWritten += length;
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    boolean isDueForCompaction() {
        return bytesWritten > Math.max(COMPACT_AFTER_BYTES, 2 * bytesAtSnapshot) && !compacting.get();
    }

    /**
     * Goes on in a new file at once, and writes the snapshot beside it.
     *
     * @param version of the last change that the objects contain
     */
    void compact(Collection<Stored> objects, long version) {
        if (!compacting.compareAndSet(false, true)) {
            return;
        }
        try {
            var old = channel;
            channel = next(folder, version);
            old.close();
            bytesWritten = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("journal-snapshot").start(() -> {
            try {
                bytesAtSnapshot = writeSnapshot(objects, version);
            } catch (IOException e) {
                System.getLogger("akoflow.kubernetes")
                        .log(System.Logger.Level.WARNING, "Could not write a snapshot; the journal goes on growing", e);
            } finally {
                compacting.set(false);
            }
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private long writeSnapshot(Collection<Stored> objects, long version) throws IOException {
        var temporary = folder.resolve("snapshot.tmp");
        try (var out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            for (var object : objects) {
                out.write("{\"v\":%d,\"type\":\"%s\",\"namespace\":\"%s\",\"name\":\"%s\",\"object\":"
                        .formatted(object.version(), object.type().name(), object.namespace(), object.name())
                        .getBytes(StandardCharsets.UTF_8));
                out.write(object.json());
                out.write("}\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        var snapshot = folder.resolve(named(SNAPSHOT, version));
        Files.move(temporary, snapshot, StandardCopyOption.ATOMIC_MOVE);
        for (var old : files(folder, SNAPSHOT)) {
            if (versionOf(old) < version) {
                Files.delete(old);
            }
        }
        for (var old : files(folder, JOURNAL)) {
            if (versionOf(old) < version) {
                Files.delete(old);
            }
        }
        return Files.size(snapshot);
    }

    private static long read(Path file, long after, Consumer<Line> replay) throws IOException {
        long last = after;
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                var line = parse(text);
                if (line == null) {
                    break;
                }
                if (line.version() > after) {
                    replay.accept(line);
                }
                last = Math.max(last, line.version());
            }
        }
        return last;
    }

    private static @Nullable Line parse(String text) {
        try {
            JsonNode line = Json.MAPPER.readTree(text);
            return new Line(
                    line.path("v").asLong(),
                    ResourceType.valueOf(line.path("type").asText()),
                    line.path("namespace").asText(),
                    line.path("name").asText(),
                    line.get("object") instanceof ObjectNode object ? object : null);
        } catch (IOException torn) {
            return null;
        }
    }

    /** A file of its own for each start, so that nothing is ever written after a torn line. */
    private static FileChannel next(Path folder, long version) throws IOException {
        var file = folder.resolve(named(JOURNAL, version));
        for (int again = 1; Files.exists(file); again++) {
            file = folder.resolve(named(JOURNAL, version) + "-" + again);
        }
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static String named(String prefix, long version) {
        return prefix + "%019d".formatted(version);
    }

    private static long versionOf(Path file) {
        return Long.parseLong(file.getFileName().toString().split("-", 3)[1]);
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
