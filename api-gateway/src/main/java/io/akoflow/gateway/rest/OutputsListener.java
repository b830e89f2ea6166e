package io.akoflow.gateway.rest;

import io.akoflow.gateway.outputs.Callback;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Where pods come with what they bring, if they can't come where people do: a gateway that only its own machine reaches
 * listens for them at another address, and there is nothing else there.
 */
@ApplicationScoped
public class OutputsListener {

    private static final Logger LOG = Logger.getLogger(OutputsListener.class);
    private static final int PATIENCE_SECONDS = 10;

    /** Longer than a reader waits for somebody who is slow to take what it brings. */
    private static final int IDLE_SECONDS = 180;

    /** More than people may wait for; who else comes is sent away, so that the gateway has room for people. */
    private static final int MOST_CONNECTIONS = 100;

    private final AtomicInteger connections = new AtomicInteger();

    private final Vertx vertx;
    private final Callback callback;
    private final OutputsDoor door;

    OutputsListener(Vertx vertx, Callback callback, OutputsDoor door) {
        this.vertx = vertx;
        this.callback = callback;
        this.door = door;
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        var place = callback.elsewhere();
        if (place.isPresent()) {
            listen(place.get());
        }
    }

    private void listen(Callback.Place place) throws InterruptedException {
        var options = new HttpServerOptions()
                .setHost(place.host())
                .setPort(place.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false);
        var router = Router.router(vertx);
        router.route().handler(door::look);
        router.route()
                .handler(context -> OutputsDoor.refuse(
                        context,
                        404,
                        "Expected a reader with what is on a disk, but this is something else; people are answered at"
                                + " another address"));
        try {
            vertx.createHttpServer(options)
                    .connectionHandler(this::count)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It may be that of something that passes on what comes.
            LOG.warnf(
                    "Expected to listen at %s, port %d, for what pods bring of disks (akoflow.gateway.outputs.address),"
                            + " but %s",
                    place.host(),
                    place.port(),
                    e instanceof TimeoutException
                            ? "it took more than %d s".formatted(PATIENCE_SECONDS)
                            : e.getMessage());
        }
    }

    private void count(HttpConnection connection) {
        connection.closeHandler(_ -> connections.decrementAndGet());
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            connection.close();
        }
    }
}
