package io.akoflow.local.kubernetes;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** The HTTP side: who asks, for what, and how the answer is sent. */
final class ApiServer {
    private static final System.Logger LOG = System.getLogger("akoflow.kubernetes");
    private static final int MAX_BODY = 3 << 20;

    private final byte[] authorization;
    private final ResourceRequests requests;
    private final Watches watches;
    private final PodLogs logs;
    private final ApiLog apiLog;

    ApiServer(String token, ResourceRequests requests, Watches watches, PodLogs logs, ApiLog apiLog) {
        authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.requests = requests;
        this.watches = watches;
        this.logs = logs;
        this.apiLog = apiLog;
    }

    HttpServer listen(Vertx vertx, String host, int port) throws InterruptedException {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setTcpNoDelay(true)
                .setMaxInitialLineLength(32 << 10)
                .setMaxHeaderSize(64 << 10)
                .setIdleTimeout(0);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(this::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Expected to listen on %s:%d, but %s".formatted(host, port, e.getMessage()), e);
        }
    }

    private void handle(HttpServerRequest request) {
        guarded(request, () -> {
            if (!isAuthorized(request)) {
                throw RefusedException.unauthorized();
            }
            var path = withoutTrailingSlash(request.path());
            var document = Discovery.document(path);
            if (document.isPresent()) {
                send(request, Answer.of(200, document.get()));
            } else if (path.equals("/healthz") || path.equals("/livez") || path.equals("/readyz")) {
                request.response().end("ok");
            } else {
                route(request, ApiTarget.parse(path));
            }
        });
    }

    private void route(HttpServerRequest request, ApiTarget target) {
        var query = new Query(request.params());
        if (target.subresource().equals("log")) {
            apiLog.request("get", target, 200);
            logs.answer(request, target, query);
        } else if (request.method().name().equals("GET") && query.flag("watch")) {
            apiLog.request("watch", target, 200);
            watches.answer(request, target, query);
        } else {
            withBody(request, body -> {
                var answer = answer(request, target, query, body);
                if (answer.code() != 201) {
                    apiLog.request(verb(request, target), target, answer.code());
                }
                send(request, answer);
            });
        }
    }

    private Answer answer(HttpServerRequest request, ApiTarget target, Query query, byte[] body) {
        try {
            return switch (request.method().name()) {
                case "GET" -> requests.get(target, query);
                case "POST" -> requests.create(target, body);
                case "PUT" -> requests.replace(target, body);
                case "PATCH" -> requests.patch(target, header(request, "Content-Type"), body);
                case "DELETE" -> requests.delete(target, query, body);
                default -> throw RefusedException.methodNotAllowed();
            };
        } catch (RefusedException refused) {
            return Answer.of(refused);
        }
    }

    private interface BodyHandler {
        void handle(byte[] body);
    }

    private void withBody(HttpServerRequest request, BodyHandler handler) {
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= MAX_BODY) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> guarded(request, () -> {
            if (body.length() > MAX_BODY) {
                throw RefusedException.tooLarge();
            }
            handler.handle(body.getBytes());
        }));
    }

    private static void guarded(HttpServerRequest request, Runnable work) {
        try {
            work.run();
        } catch (RefusedException refused) {
            send(request, Answer.of(refused));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, () -> "Could not answer " + request.method() + " " + request.path(), e);
            var status =
                    Json.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
            send(
                    request,
                    Answer.of(
                            500,
                            status.put("reason", "InternalError")
                                    .put("message", "" + e)
                                    .put("code", 500)));
        }
    }

    private static void send(HttpServerRequest request, Answer answer) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.code())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer.body());
    }

    private boolean isAuthorized(HttpServerRequest request) {
        return MessageDigest.isEqual(
                authorization, header(request, "Authorization").getBytes(StandardCharsets.UTF_8));
    }

    private static String verb(HttpServerRequest request, ApiTarget target) {
        return switch (request.method().name()) {
            case "GET" -> target.isCollection() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> target.isCollection() ? "deletecollection" : "delete";
            default -> request.method().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String header(HttpServerRequest request, String name) {
        var value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static String withoutTrailingSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
