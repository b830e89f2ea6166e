package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A real HTTP server that gives answers written down beforehand; the last one for a path is given from then on. */
final class ScriptedGateway implements AutoCloseable {

    /** An answer. */
    record Answer(int status, String contentType, String body) {}

    /** What came in. */
    record Request(String method, String target, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = Collections.synchronizedMap(new HashMap<>());
    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<String> endless = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Consumer<String> before = _ -> {};

    ScriptedGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    ScriptedGateway on(String methodAndTarget, int status, String body) {
        return on(methodAndTarget, new Answer(status, "application/json", body));
    }

    ScriptedGateway on(String methodAndTarget, Answer answer) {
        answers.computeIfAbsent(methodAndTarget, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** An answer that does not end before this gateway is closed. */
    ScriptedGateway onEndless(String methodAndTarget, Answer beginning) {
        endless.add(methodAndTarget);
        return on(methodAndTarget, beginning);
    }

    /** What is done, with the target, before a request is answered. */
    ScriptedGateway before(Consumer<String> action) {
        before = action;
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI().toString();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(new Request(exchange.getRequestMethod(), target, Map.copyOf(exchange.getRequestHeaders()), body));
        before.accept(target);
        var queue = answers.get(exchange.getRequestMethod() + " " + target);
        var answer = queue == null
                ? new Answer(
                        404,
                        "application/problem+json",
                        "{\"detail\":\"Expected something, but not %s\"}".formatted(target))
                : queue.size() > 1 ? queue.remove() : queue.element();
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", answer.contentType());
        if (endless.contains(exchange.getRequestMethod() + " " + target)) {
            answerWithoutEnd(exchange, answer.status(), bytes);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void answerWithoutEnd(HttpExchange exchange, int status, byte[] beginning) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(beginning);
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
