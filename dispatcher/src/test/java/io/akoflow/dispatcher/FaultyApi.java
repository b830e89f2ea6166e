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
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getPath();
            var answer = counted(exchange, new Request(exchange.getRequestMethod(), path, body, Instant.now()));
            if (answer.isPresent()) {
                send(exchange, answer.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Empty when the connection is to be closed. It counts only before it is answered, since then the next may come.
     */
    private Optional<Fault.Answer> counted(HttpExchange exchange, Request request)
            throws IOException, InterruptedException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            seen.add(request);
            var fault =
                    rules.stream().flatMap(rule -> rule.of(request).stream()).findFirst();
            return fault.isPresent() ? answer(exchange, request, fault.get()) : Optional.of(passOn(exchange, request));
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Optional<Fault.Answer> answer(HttpExchange exchange, Request request, Fault fault)
            throws IOException, InterruptedException {
        return switch (fault) {
            case Fault.Answer answer -> Optional.of(answer);
            case Fault.HangUp(var afterItIsDone) -> {
                if (afterItIsDone) {
                    passOn(exchange, request);
                }
                yield Optional.empty();
            }
            case Fault.Slow(var pause) -> {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                yield Optional.of(passOn(exchange, request));
            }
        };
    }

    private Fault.Answer passOn(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(request.method(), BodyPublishers.ofString(request.body()));
        for (var name : List.of("Authorization", "Content-Type")) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                builder.header(name, value);
            }
        }
        var response = client.send(builder.build(), BodyHandlers.ofString());
        return new Fault.Answer(response.statusCode(), Map.of("Content-Type", "application/json"), response.body());
    }

    private static void send(HttpExchange exchange, Fault.Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
