package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line of JSON for each request that was answered, each pod that was started and each pod that ended, with the time
 * in microseconds: {@code {"ts","verb","resource","namespace","name","code"}}, with labels and annotations where an
 * object was created. Tests and benchmarks read it.
 */
final class ApiLog implements AutoCloseable {
    private static final long ROTATE_AT = 256L << 20;

    private final FileChannel channel;

    ApiLog(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > ROTATE_AT) {
            Files.move(file, file.resolveSibling("api.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void request(String verb, ApiTarget target, int code) {
        var line = line(verb, target.resourceName(), target.namespace(), target.name());
        write(line.put("code", code));
    }

    void created(Stored object) {
        var line = line("create", object.type().plural, object.namespace(), object.name())
                .put("code", 201);
        write(describe(line, object));
    }

    /** @param verb {@code start} or {@code end} */
    void pod(String verb, Stored pod) {
        var line = line(verb, ResourceType.PODS.plural, pod.namespace(), pod.name());
        var status = pod.tree().path("status");
        line.put("phase", status.path("phase").asText());
        if (status.hasNonNull("reason")) {
            line.set("reason", status.get("reason"));
        }
        var terminated = status.path("containerStatuses").path(0).path("state").path("terminated");
        if (terminated.hasNonNull("exitCode")) {
            line.set("exitCode", terminated.get("exitCode"));
        }
        write(describe(line, pod));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ObjectNode line(String verb, String resource, String namespace, String name) {
        return Json.object()
                .put("ts", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                .put("verb", verb)
                .put("resource", resource)
                .put("namespace", namespace)
                .put("name", name);
    }

    private static ObjectNode describe(ObjectNode line, Stored object) {
        line.put("uid", object.uid());
        var metadata = object.tree().path("metadata");
        for (var field : new String[] {"labels", "annotations"}) {
            if (metadata.hasNonNull(field)) {
                line.set(field, metadata.get(field));
            }
        }
        return line;
    }

    private synchronized void write(ObjectNode line) {
        var json = Json.bytes(line);
        var bytes =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        try {
            channel.write(bytes);
        } catch (java.nio.channels.ClosedChannelException closing) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
