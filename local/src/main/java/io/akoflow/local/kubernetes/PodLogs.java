package io.akoflow.local.kubernetes;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Answers with what a container has written, and follows it while it writes. */
final class PodLogs {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int CHUNK = 64 << 10;

    private final Vertx vertx;
    private final ObjectStore store;
    private final PodWorker worker;

    PodLogs(Vertx vertx, ObjectStore store, PodWorker worker) {
        this.vertx = vertx;
        this.store = store;
        this.worker = worker;
    }

    void answer(HttpServerRequest request, ApiTarget target, Query query) {
        var pod = store.get(ResourceType.PODS, target.namespace(), target.name())
                .orElseThrow(() -> RefusedException.notFound(ResourceType.PODS, target.name()));
        var container = container(pod, query.text("container"));
        if (query.flag("previous")) {
            throw RefusedException.badRequest(
                    "previous terminated container \"%s\" in pod \"%s\" not found".formatted(container, pod.name()));
        }
        var reason = waitingFor(pod, container);
        if (!reason.isEmpty()) {
            throw RefusedException.badRequest(
                    "container \"%s\" in pod \"%s\" is waiting to start: %s".formatted(container, pod.name(), reason));
        }
        var file = worker.log(pod, container)
                .orElseThrow(() ->
                        RefusedException.badRequest("unable to retrieve container logs for %s".formatted(container)));
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain").setChunked(true);
        new Reading(request, pod, container, file, query).start();
    }

    private static String container(Stored pod, String asked) {
        var spec = pod.tree().path("spec");
        if (asked.isEmpty()) {
            return spec.path("containers").path(0).path("name").asText();
        }
        for (var list : new String[] {"containers", "initContainers"}) {
            for (var container : spec.path(list)) {
                if (container.path("name").asText().equals(asked)) {
                    return asked;
                }
            }
        }
        throw RefusedException.badRequest("container %s is not valid for pod %s".formatted(asked, pod.name()));
    }

    private static String waitingFor(Stored pod, String container) {
        var state = state(pod, container);
        if (state.has("running") || state.has("terminated") || pod.hasEnded()) {
            return "";
        }
        return state.path("waiting").path("reason").asText("ContainerCreating");
    }

    private static com.fasterxml.jackson.databind.JsonNode state(Stored pod, String container) {
        var status = pod.tree().path("status");
        for (var list : new String[] {"containerStatuses", "initContainerStatuses"}) {
            for (var entry : status.path(list)) {
                if (entry.path("name").asText().equals(container)) {
                    return entry.path("state");
                }
            }
        }
        return Json.object();
    }

    private static Instant began(Stored pod, String container) {
        var state = state(pod, container);
        var started = state.path(state.has("terminated") ? "terminated" : "running")
                .path("startedAt")
                .asText();
        return started.isEmpty() ? Instant.EPOCH : Instant.parse(started);
    }

    private final class Reading {
        private final HttpServerRequest request;
        private final Stored pod;
        private final String container;
        private final Path file;
        private final boolean follow;
        private final long tail;
        private final Instant began;
        private final Optional<Instant> since;
        private final Optional<LineStamps> stamps;
        private final Context context = vertx.getOrCreateContext();
        private long left;
        private long position;
        private boolean over;

        Reading(HttpServerRequest request, Stored pod, String container, Path file, Query query) {
            this.request = request;
            this.pod = pod;
            this.container = container;
            this.file = file;
            follow = query.flag("follow");
            tail = query.number("tailLines", -1);
            left = query.number("limitBytes", Long.MAX_VALUE);
            began = began(pod, container);
            since = query.time("sinceTime");
            stamps = query.flag("timestamps") ? Optional.of(new LineStamps(began)) : Optional.empty();
        }

        void start() {
            request.response().closeHandler(_ -> over = true);
            long fromTail = tail < 0 ? 0 : LogTail.position(file, tail);
            position = Math.max(
                    fromTail,
                    since.map(time -> LineStamps.positionSince(file, began, time))
                            .orElse(0L));
            request.response().write(Buffer.buffer());
            step();
        }

        /** Looks whether it has ended before it reads, so that nothing that was written meanwhile is missed. */
        private void step() {
            if (over) {
                return;
            }
            var last = !follow || hasEnded();
            if (!pass()) {
                request.response().drainHandler(_ -> step());
            } else if (last || left == 0) {
                over = true;
                request.response().end();
            } else {
                vertx.setTimer(LOOK_EVERY_MILLIS, _ -> context.runOnContext(_ -> step()));
            }
        }

        private boolean hasEnded() {
            var present = store.byUid(pod.uid());
            return present.isEmpty()
                    || present.get().hasEnded()
                    || state(present.get(), container).has("terminated");
        }

        private void send(byte[] chunk, int read) {
            var all = stamps.map(each -> each.stamped(chunk, read, position))
                    .orElseGet(() -> Buffer.buffer(read).appendBytes(chunk, 0, read));
            int length = (int) Math.min(all.length(), left);
            position += read;
            left -= length;
            request.response().write(all.slice(0, length));
        }

        /** Whether all was sent that is there; false when the client has to take some of it first. */
        private boolean pass() {
            try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
                bytes.seek(position);
                var chunk = new byte[CHUNK];
                while (left > 0) {
                    int read = bytes.read(chunk);
                    if (read <= 0) {
                        return true;
                    }
                    send(chunk, read);
                    if (request.response().writeQueueFull()) {
                        return false;
                    }
                }
                return true;
            } catch (java.io.FileNotFoundException notYet) {
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
