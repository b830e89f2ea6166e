package io.akoflow.acceptance;

import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kubernetes.given.Kubeconfig;
import io.akoflow.local.kubernetes.given.KubeconfigReader;
import io.fabric8.kubernetes.client.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an API server, and in bad times does to many calls what networks and servers do on bad days. What it
 * does follows from its seed and the order of the calls.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int USUAL_PERCENT = 30;
    private static final String MARK = "x-akoflow-fault";

    /** What may happen to a call. */
    public enum Fault {
        TOO_MANY_REQUESTS,
        SERVER_ERROR,
        UNAVAILABLE,
        RESET_BEFORE,
        RESET_AFTER,
        SLOW,
        /** To what creates only. */
        QUOTA,
        /** To watches only. */
        EXPIRED,
        /** To watches only, some seconds after they began. */
        WATCH_DROPPED
    }

    /** @param percent of the calls to which one of these happens */
    private record BadTimes(int percent, Set<Fault> faults) {}

    private static final BadTimes NONE = new BadTimes(0, Set.of());

    private final Random random;
    private final long seed;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();
    private final HttpProxy proxy;
    private final HttpServer server;
    private final Path kubeconfig;
    private volatile BadTimes times = NONE;

    private FaultProxy(Config origin, Path kubeconfig, long seed, List<ProxyInterceptor> more) {
        this.seed = seed;
        this.random = new Random(seed);
        this.kubeconfig = kubeconfig;
        var url = URI.create(origin.getMasterUrl());
        var client = vertx.createHttpClient(options(origin, url));
        this.proxy = HttpProxy.reverseProxy(client)
                .origin(url.getPort(), url.getHost())
                .addInterceptor(new ResetAfterwards());
        more.forEach(proxy::addInterceptor);
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var token = Objects.requireNonNullElse(origin.getAutoOAuthToken(), "");
        PrivateFiles.write(kubeconfig, Kubeconfig.of("http://127.0.0.1:" + server.actualPort(), token));
    }

    /** Before the API server of a kubeconfig's current context. */
    static FaultProxy before(Path kubeconfig, String name) {
        return before(kubeconfig, name, seed(), List.of());
    }

    /** The same, which also does to calls what {@code more} do. */
    public static FaultProxy before(Path kubeconfig, String name, long seed, List<ProxyInterceptor> more) {
        var folder = Classes.home().resolve("acceptance/target/proxies");
        PrivateFiles.folder(folder);
        return switch (new KubeconfigReader(List.of(kubeconfig)).read(null)) {
            case Kubeconfig.Found found ->
                new FaultProxy(Config.fromKubeconfig(found.text()), folder.resolve(name), seed, more);
            case Kubeconfig.Refused(var sentence) -> throw new IllegalStateException(sentence);
        };
    }

    private static long seed() {
        return Long.getLong("akoflow.seed", new Random().nextLong());
    }

    /** Leads here. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** From now on, calls go wrong in any way. */
    void begin() {
        begin(USUAL_PERCENT, EnumSet.allOf(Fault.class));
    }

    /** From now on, so many of 100 calls go wrong in one of these ways. */
    public void begin(int percent, Set<Fault> faults) {
        times = new BadTimes(percent, Set.copyOf(faults));
    }

    /** From now on, all is well. */
    public void end() {
        times = NONE;
    }

    /** How many of 100 calls went wrong. */
    long percent() {
        int calls = counts.getOrDefault("calls", 0);
        return Math.round(100.0 * counts.getOrDefault("faults", 0) / Math.max(1, calls));
    }

    @Override
    public String toString() {
        return "-Dakoflow.seed=%d: %s".formatted(seed, counts);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpClientOptions options(Config origin, URI url) {
        var options = new HttpClientOptions().setMaxPoolSize(500);
        if (url.getScheme().equals("https")) {
            options.setSsl(true).setVerifyHost(false);
            options.setTrustOptions(new PemTrustOptions().addCertValue(pem(origin.getCaCertData())));
            if (origin.getClientCertData() != null) {
                options.setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(pem(origin.getClientCertData()))
                        .addKeyValue(pem(origin.getClientKeyData())));
            }
        }
        return options;
    }

    private static Buffer pem(@Nullable String base64) {
        return Buffer.buffer(Base64.getDecoder().decode(Objects.requireNonNull(base64)));
    }

    private void handle(HttpServerRequest request) {
        if (isWatch(request)) {
            dropLater(request);
        }
        var now = times;
        if (now.percent() == 0) {
            proxy.handle(request);
            return;
        }
        count("calls");
        var possible = possible(now.faults(), request);
        if (!possible.isEmpty() && random.nextInt(100) < now.percent()) {
            count("faults");
            harm(request, possible.get(random.nextInt(possible.size())));
        } else {
            proxy.handle(request);
        }
    }

    private void dropLater(HttpServerRequest watch) {
        vertx.setTimer(1_000 + random.nextInt(8_000), _ -> {
            if (times.faults().contains(Fault.WATCH_DROPPED)) {
                count("watch dropped");
                var _ = watch.connection().close();
            } else if (!watch.response().closed()) {
                dropLater(watch);
            }
        });
    }

    private static List<Fault> possible(Set<Fault> faults, HttpServerRequest request) {
        return Arrays.stream(Fault.values())
                .filter(faults::contains)
                .filter(fault -> switch (fault) {
                    case WATCH_DROPPED -> false;
                    case EXPIRED -> isWatch(request);
                    case QUOTA -> request.method().equals(HttpMethod.POST);
                    case TOO_MANY_REQUESTS, SERVER_ERROR, UNAVAILABLE, RESET_BEFORE, RESET_AFTER, SLOW -> true;
                })
                .toList();
    }

    private void harm(HttpServerRequest request, Fault fault) {
        switch (fault) {
            case TOO_MANY_REQUESTS -> answer(request, 429, "TooManyRequests", "the server has too much to do");
            case SERVER_ERROR -> answer(request, 500, "InternalError", "etcdserver: request timed out");
            case UNAVAILABLE -> answer(request, 503, "ServiceUnavailable", "the server is shutting down");
            case RESET_BEFORE -> {
                count("reset before");
                request.connection().close();
            }
            case RESET_AFTER -> {
                count("reset after");
                request.headers().set(MARK, "reset");
                proxy.handle(request);
            }
            case SLOW -> {
                count("slow");
                request.pause();
                vertx.setTimer(200 + random.nextInt(2_500), _ -> proxy.handle(request));
            }
            case QUOTA -> answer(request, 403, "Forbidden", "exceeded quota: few, requested: pods=1, used: pods=5");
            case EXPIRED, WATCH_DROPPED -> expire(request);
        }
    }

    private void answer(HttpServerRequest request, int code, String reason, String message) {
        count(Integer.toString(code));
        var response = request.response().setStatusCode(code).putHeader("Content-Type", "application/json");
        if (code == 429) {
            response.putHeader("Retry-After", "1");
        }
        var _ = response.end(status(code, reason, message));
    }

    /** As an API server says that what a watch asks for is forgotten: in the stream. */
    private void expire(HttpServerRequest request) {
        count("410");
        var status = status(410, "Expired", "too old resource version");
        var _ = request.response()
                .putHeader("Content-Type", "application/json")
                .setChunked(true)
                .end("{\"type\":\"ERROR\",\"object\":%s}\n".formatted(status));
    }

    private static String status(int code, String reason, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"%s\","
                        .formatted(message)
                + "\"reason\":\"%s\",\"code\":%d}".formatted(reason, code);
    }

    private static boolean isWatch(HttpServerRequest request) {
        return "true".equals(request.getParam("watch"));
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** The call is done, but nobody hears of it. */
    private static final class ResetAfterwards implements ProxyInterceptor {

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            var request = context.request().proxiedRequest();
            if (!request.headers().contains(MARK)) {
                return context.sendResponse();
            }
            var _ = request.connection().close();
            context.response().release();
            return Future.failedFuture("reset");
        }
    }
}
