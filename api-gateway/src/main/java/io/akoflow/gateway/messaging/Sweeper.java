package io.akoflow.gateway.messaging;

import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.store.RunStore;
import io.akoflow.gateway.store.StoreFailure;
import io.akoflow.gateway.store.Uncancelled;
import io.akoflow.gateway.store.Unstarted;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Says again what the planner has not started or ended in time, because the gateway died between keeping and saying, or
 * Kafka was away or lost it. The planner ignores what it has. Files may be large, so there is one in memory at a time,
 * and the pauses grow.
 */
@ApplicationScoped
public class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final int MOST_AT_ONCE = 20;
    /** How many times as long as a start an end may take: pods have a grace period. */
    private static final int TO_CANCEL = 6;

    private final RunStore runs;
    private final Speaker speaker;
    private final EarlierRuns earlier;
    private final Duration patience;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweeper").factory());

    Sweeper(RunStore runs, Speaker speaker, EarlierRuns earlier, GatewayConfig config) {
        this.runs = runs;
        this.speaker = speaker;
        this.earlier = earlier;
        this.patience = config.startPatience();
    }

    void start(@Observes StartupEvent event) {
        long pause = Math.max(100, patience.toMillis() / 5);
        var _ = clock.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void sweep() {
        try {
            for (var run : runs.unstarted(Instant.now(), patience, MOST_AT_ONCE)) {
                runs.unstarted(run).ifPresent(this::sayAgain);
            }
            runs.uncancelled(Instant.now(), patience.multipliedBy(TO_CANCEL), MOST_AT_ONCE)
                    .forEach(this::sayAgain);
        } catch (StoreFailure e) {
            LOG.warnf("Expected the database to say which runs have not started, but %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Expected to say again what has not started, but it failed", e);
        }
    }

    private void sayAgain(Uncancelled run) {
        var now = Instant.now();
        if (speaker.say(new RunCancelRequested(run.id(), now, run.owner()))) {
            LOG.infof("Said again: that run %s is to end", run.id());
            runs.said(run.id(), now);
        }
    }

    private void sayAgain(Unstarted run) {
        if (!(WorkflowReader.read(run.file()) instanceof WorkflowReading.Valid(var workflow, var _, var _, var _))) {
            LOG.errorf("Expected run %s to be readable as when it was accepted, but it is not", run.id());
            runs.said(run.id(), Instant.now());
            return;
        }
        var known = earlier.known(run.owner(), workflow);
        var requested = new RunRequested(run.id(), run.submittedAt(), run.number(), run.owner(), known);
        boolean said = speaker.say(requested)
                && (!run.cancelling() || speaker.say(new RunCancelRequested(run.id(), run.submittedAt(), run.owner())));
        if (said) {
            LOG.infof("Said again: run %s, which the planner has not started", run.id());
            runs.said(run.id(), Instant.now());
        }
    }
}
