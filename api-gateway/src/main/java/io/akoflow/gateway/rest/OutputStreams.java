package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.outputs.DiskReading;
import io.akoflow.gateway.outputs.Disks;
import io.akoflow.gateway.outputs.Leaving;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Opens what is on disks, for so many people at once and no more. */
@ApplicationScoped
public class OutputStreams {

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
            return new OpenOutput(content(disk, leaving), exchange, leaving);
        } catch (RuntimeException | InterruptedException | Error e) {
            leaving.leave();
            throw e;
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
