package io.akoflow.watcher.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each request for a log with what comes next. */
final class ScriptedKubelet implements AutoCloseable {

    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final KubernetesClient client;

    /** @param whole whether the answer ends in good order */
    record Answer(String text, boolean whole) {}

    ScriptedKubelet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    /** What was asked for besides the container, in order. */
    List<String> asked() {
        return asked;
    }

    synchronized void answers(String text) {
        answers.add(new Answer(text, true));
    }

    /** Answers, and breaks off. */
    synchronized void breaksOffAfter(String text) {
        answers.add(new Answer(text, false));
    }

    private synchronized Answer next() {
        return answers.isEmpty() ? new Answer("", true) : answers.removeFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getQuery().replaceFirst("container=[a-z]+&?", ""));
        var answer = next();
        var bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.whole() ? 0 : bytes.length + 1L);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
