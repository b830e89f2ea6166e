package io.akoflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Somebody who is told when runs end, over real HTTP. */
final class Receiver implements AutoCloseable {

    /** What came, by which path. */
    record Told(String path, String id, String timestamp, String signature, String contentType, String body) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 204;
    private volatile boolean drips;
    private final CountDownLatch closed = new CountDownLatch(1);

    Receiver() throws IOException {
        this(0);
    }

    Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://localhost:%d%s".formatted(port(), path);
    }

    /** From now on. */
    Receiver answer(int with) {
        status = with;
        return this;
    }

    /** From now on; what is answered begins, and does not end. */
    void drip(int with) {
        drips = true;
        status = with;
    }

    List<Told> of(String run) {
        return told.stream().filter(it -> it.id().startsWith(run)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        told.add(new Told(
                exchange.getRequestURI().toString(),
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                String.valueOf(headers.getFirst("webhook-signature")),
                headers.getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        if (status / 100 == 3) {
            exchange.getResponseHeaders().add("Location", url("/elsewhere"));
        }
        if (drips) {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            awaitClosed();
            return;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
