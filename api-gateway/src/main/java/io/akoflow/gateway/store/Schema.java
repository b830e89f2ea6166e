package io.akoflow.gateway.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's tables. They are made before anybody is let in, if PostgreSQL is there; if it is not, the gateway is
 * not ready until it comes.
 */
@ApplicationScoped
public class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final long FIRST_TRY_SECONDS = 5;

    private final Flyway flyway;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable String trouble = "its tables are not there yet";

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Waits for the first try, but not for long, since a service that does not answer at all is not alive. */
    void start(@Observes StartupEvent event) throws InterruptedException {
        Thread.ofPlatform().daemon().name("schema").start(this::migrateAtLast);
        boolean _ = tried.await(FIRST_TRY_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        stop.countDown();
    }

    /** Why the tables can't be used; empty when they can. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void migrateAtLast() {
        try {
            while (!isMigrated() && !stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Tables are asked for again");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isMigrated() {
        try {
            flyway.migrate();
            trouble = null;
            return true;
        } catch (FlywayException e) {
            trouble = "Expected PostgreSQL to have or make its tables, but " + e.getMessage();
            LOG.warn(trouble);
            return false;
        } finally {
            tried.countDown();
        }
    }
}
