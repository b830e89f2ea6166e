package io.akoflow.dispatcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands before a Kubernetes API: passes requests on, unless a rule has another idea, and remembers them. Rules are
 * asked in the order in which they were added.
 */
public final class FaultyApi implements AutoCloseable {

    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    /** What was asked. */
    public record Request(String method, String path, String body, Instant at) {

        public boolean isCreate(String plural) {
            return method.equals("POST") && path.endsWith("/" + plural);
        }

        boolean isAbout(String text) {
            return path.contains(text) || body.contains(text);
        }
    }

    /** What happens instead. */
    public sealed interface Fault {

        /** This answer. */
        record Answer(int code, Map<String, String> headers, String body) implements Fault {}

        /** No answer, and the connection is closed; perhaps the request is passed on before that. */
        record HangUp(boolean afterItIsDone) implements Fault {}

        /** It is passed on later. */
        record Slow(Duration pause) implements Fault {}
    }

    /** Says what happens to a request, if it is to be something unusual. */
    @FunctionalInterface
    public interface Rule {
        Optional<Fault> of(Request request);
    }

    public FaultyApi(URI target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void add(Rule rule) {
        rules.add(rule);
    }

    /** The same fault so many times, then never again. */
    public void add(int times, Predicate<Request> when, Fault fault) {
        var left = new AtomicInteger(times);
        add(request -> when.test(request) && left.getAndDecrement() > 0 ? Optional.of(fault) : Optional.empty());
    }

    /** A refusal in the words of an API server. */
    public static Fault status(int code, String reason, String message) {
        var status = Map.of(
                "kind", "Status", "status", "Failure", "message", message, "reason", reason, "details", Map.of());
        return new Fault.Answer(code, Map.of(), Serialization.asJson(status));
    }

    public List<Request> seen(String about) {
        return seen.stream().filter(request -> request.isAbout(about)).toList();
    }

    /** How many requests were under way at the same time at most. */
    public int mostUnderWay() {
        return mostUnderWay.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var uri = exchange.getRequestURI();
            var request = new Request(exchange.getRequestMethod(), uri.getPath(), body, Instant.now());
            seen.add(request);
            var fault =
                    rules.stream().flatMap(rule -> rule.of(request).stream()).findFirst();
            if (fault.isPresent()) {
                handle(exchange, request, fault.get());
            } else {
                passOn(exchange, request, true);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void handle(HttpExchange exchange, Request request, Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Answer(var code, var headers, var body) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                answer(exchange, code, body.getBytes(StandardCharsets.UTF_8));
            }
            case Fault.HangUp(var afterItIsDone) -> {
                if (afterItIsDone) {
                    passOn(exchange, request, false);
                }
            }
            case Fault.Slow(var pause) -> {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                passOn(exchange, request, true);
            }
        }
    }

    private void passOn(HttpExchange exchange, Request request, boolean answered)
            throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(request.method(), BodyPublishers.ofString(request.body()));
        for (var name : List.of("Authorization", "Content-Type")) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                builder.header(name, value);
            }
        }
        var response = client.send(builder.build(), BodyHandlers.ofByteArray());
        if (answered) {
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            answer(exchange, response.statusCode(), response.body());
        }
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
