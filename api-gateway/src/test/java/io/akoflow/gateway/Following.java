package io.akoflow.gateway;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads an answer that does not end, line by line. */
final class Following implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean ended;

    Following(Client client, HttpRequest.Builder request) {
        this(() -> client.lines(request));
    }

    Following(Supplier<Stream<String>> answer) {
        thread = Thread.ofVirtual().start(() -> {
            try (var stream = answer.get()) {
                stream.forEach(lines::add);
                ended = true;
            } catch (UncheckedIOException _) {
                // closed before its end
                lines.add("closed");
            }
        });
    }

    List<String> until(Predicate<List<String>> wanted) {
        return await().atMost(Duration.ofSeconds(10)).until(() -> List.copyOf(lines), wanted);
    }

    List<String> untilEnd() {
        await().atMost(Duration.ofSeconds(10)).until(() -> ended);
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
