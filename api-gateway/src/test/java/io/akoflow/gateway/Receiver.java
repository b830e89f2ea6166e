package io.akoflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Somebody who is told when runs end, over real HTTP. */
final class Receiver implements AutoCloseable {

    /** What came, by which path. */
    record Told(String path, String id, String timestamp, String signature, String contentType, String body) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 204;

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
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
