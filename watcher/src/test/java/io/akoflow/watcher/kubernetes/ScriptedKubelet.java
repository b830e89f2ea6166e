package io.akoflow.watcher.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers each request for a log with what comes next. */
final class ScriptedKubelet implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final KubernetesClient client;
    private final CountDownLatch open = new CountDownLatch(1);

    record Answer(String text, End end) {}

    /** What comes after the text. */
    enum End {
        IN_GOOD_ORDER,
        BROKEN,
        NONE
    }

    ScriptedKubelet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        client = LoopbackClient.of(server);
    }

    KubernetesClient client() {
        return client;
    }

    /** What was asked for besides the container, in order. */
    List<String> asked() {
        return asked;
    }

    synchronized void answers(String text) {
        answers.add(new Answer(text, End.IN_GOOD_ORDER));
    }

    /** Answers, and breaks off. */
    synchronized void breaksOffAfter(String text) {
        answers.add(new Answer(text, End.BROKEN));
    }

    /** Answers, and says nothing more until the end. */
    synchronized void keepsOpenAfter(String text) {
        answers.add(new Answer(text, End.NONE));
    }

    private synchronized Answer next() {
        return answers.isEmpty() ? new Answer("", End.IN_GOOD_ORDER) : answers.removeFirst();
    }

    /** Waits until so much was asked for. */
    synchronized void awaitAsked(int requests) throws InterruptedException {
        while (asked.size() < requests) {
            wait();
        }
    }

    private synchronized void hear(String question) {
        asked.add(question);
        notifyAll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        hear(exchange.getRequestURI().getQuery().replaceFirst("container=[a-z]+&timestamps=true&?", ""));
        var answer = next();
        var bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.end() == End.BROKEN ? bytes.length + 1L : 0);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            if (answer.end() == End.NONE) {
                open.await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.close();
        open.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
