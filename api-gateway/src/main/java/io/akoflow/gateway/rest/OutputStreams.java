package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.outputs.DiskReading;
import io.akoflow.gateway.outputs.Disks;
import io.akoflow.gateway.outputs.Leaving;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Opens what is on disks, for so many people at once and no more. */
@ApplicationScoped
public class OutputStreams {

    private static final Logger LOG = Logger.getLogger(OutputStreams.class);

    private final Disks disks;
    private final Semaphore free;
    private final int most;

    OutputStreams(Disks disks, GatewayConfig config) {
        this.disks = disks;
        this.most = config.outputs().most();
        this.free = new Semaphore(most);
    }

    /** What {@code disk} has, or refuses. What is held for it is given back when it is passed on, or they leave. */
    OpenOutput open(RunDisks.Meant disk, RoutingContext exchange) throws InterruptedException {
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            exchange.response().putHeader("Allow", "GET");
            throw new Refusal(
                    405,
                    "Expected the method GET, but it is HEAD, for which a disk would be read of which nothing is passed on");
        }
        if (!free.tryAcquire()) {
            exchange.response().putHeader("Retry-After", "5");
            throw new Refusal(
                    503,
                    "Expected at most %d people to be reading disks here at once, but there are as many; try again later"
                            .formatted(most));
        }
        var leaving = new Leaving();
        leaving.then(free::release);
        try {
            exchange.addEndHandler(_ -> leaving.leave());
            var content = content(disk, leaving);
            leaving.then(() -> close(content));
            return new OpenOutput(content, exchange, leaving);
        } catch (RuntimeException | InterruptedException | Error e) {
            leaving.leave();
            throw e;
        }
    }

    private static void close(DiskReading.Content content) {
        try {
            content.content().close();
        } catch (IOException e) {
            LOG.debugf("Expected to close what was read of a disk, but %s", e.getMessage());
        }
    }

    private DiskReading.Content content(RunDisks.Meant disk, Leaving leaving) throws InterruptedException {
        return switch (disks.read(disk.wish(), leaving)) {
            case DiskReading.Content content -> content;
            case DiskReading.NoDisk(var why) -> throw disk.gone(why);
            case DiskReading.Refused(var status, var message) -> throw new Refusal(status, message);
        };
    }
}
