package io.akoflow.planner.messaging;

import io.akoflow.engine.run.Shares;
import io.akoflow.planner.Meters;
import io.akoflow.planner.runs.Runs;
import io.akoflow.planner.store.ConflictException;
import io.akoflow.planner.store.StoreFailure;
import io.akoflow.wire.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads with one consumer and works on what it reads, until it is told to stop or Kafka will not have it. After any
 * other failure it forgets what is in memory and begins again where the database says, as after a crash.
 */
final class Session {

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    private static final Duration UNTIL_TAKEN = Duration.ofMillis(20);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int MOST_DOUBLINGS = 5;
    private static final String NOT_TAKEN = "Expected Kafka to take what is said, but it has not yet";

    /** Timers that are due within it share a transaction. */
    private static final Duration LATE = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final Owned owned;
    private final Runs runs;
    private final Work work;
    private final Forgetting forgetting;
    private final Condition condition;
    private final Meters meters;
    private final InstantSource clock;
    private final BooleanSupplier stopped;
    private final int most;
    private CatchUp catchUp;
    private int failures;

    Session(Consumer<byte[], byte[]> consumer, Publisher publisher, Parts parts, BooleanSupplier stopped) {
        this.consumer = consumer;
        this.condition = parts.condition();
        this.owned = new Owned(consumer, condition);
        this.meters = parts.meters();
        this.runs = runs(parts);
        this.clock = parts.clock();
        this.stopped = stopped;
        this.most = parts.config().batch();
        this.catchUp = new CatchUp(consumer, Map.of());
        this.forgetting = new Forgetting(parts);
        this.work = new Work(parts.store(), runs, new Speaker(publisher, this::waitForKafka), meters, clock);
    }

    private static Runs runs(Parts parts) {
        var config = parts.config();
        return new Runs(parts.store(), config.limits(), new Shares(config.pods()), config.activitiesInMemory());
    }

    void run() {
        try {
            consumer.subscribe(Owned.TOPICS, owned);
            goOn();
        } finally {
            work.leave();
        }
    }

    private void goOn() {
        while (!stopped.getAsBoolean()) {
            if (owned.isNew()) {
                attempt(this::begin);
            }
            var polled = consumer.poll(patience());
            if (owned.hasBegun()) {
                attempt(() -> workOn(polled));
            }
        }
    }

    private void begin() {
        owned.begin();
        catchUp = new CatchUp(consumer, work.begin(owned));
        sayLeftUnlessBehind();
        owned.resume();
    }

    /** A command may be about an attempt whose end is still to be read. */
    private void sayLeftUnlessBehind() {
        if (!catchUp.isBehind()) {
            work.sayLeftCommands(owned.partitions());
        }
        condition.upToDate(!catchUp.isBehind());
    }

    private void workOn(ConsumerRecords<byte[], byte[]> polled) {
        boolean wasBehind = catchUp.isBehind();
        workOn(catchUp.next(polled), wasBehind);
        if (wasBehind && owned.hasBegun()) {
            sayLeftUnlessBehind();
        }
        forgetting.nowAndThen();
        failures = 0;
        if (work.waitsForKafka()) {
            condition.troubled(NOT_TAKEN);
        } else {
            condition.well();
        }
    }

    private void workOn(List<ConsumerRecord<byte[], byte[]>> records, boolean isBehind) {
        for (var portion : Inbox.portions(records, most)) {
            if (!owned.hasBegun()) {
                return; // lost while waiting for Kafka
            }
            work.on(portion, owned, isBehind);
        }
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (WakeupException | UnknownTypeException e) {
            throw e;
        } catch (ConflictException e) {
            meters.conflicts().increment();
            LOG.infof("%s; it is read again", e.getMessage());
            failed(e);
        } catch (StoreFailure e) {
            LOG.warnf("Expected the database to do what it was asked for, but %s", e.getMessage());
            failed(e);
        } catch (RuntimeException e) {
            LOG.error("Expected to go on, but could not", e);
            failed(e);
        }
    }

    private void failed(RuntimeException why) {
        failures++;
        condition.troubled(String.valueOf(why.getMessage()));
        owned.renew();
    }

    /** Polls go on during a pause, with nothing to be read, so that Kafka does not take the partitions away. */
    private Duration patience() {
        if (failures > 0) {
            return Duration.ofMillis(FIRST_PAUSE_MILLIS << Math.min(failures - 1, MOST_DOUBLINGS));
        }
        boolean mayBegin = owned.hasBegun() && !catchUp.isBehind();
        if (mayBegin && runs.nextTurn().isPresent()) {
            return Duration.ZERO;
        }
        if (work.isUnderway()) {
            return UNTIL_TAKEN;
        }
        return runs.nextTimer().filter(_ -> mayBegin).map(this::until).orElse(LONGEST_POLL);
    }

    private Duration until(Instant timer) {
        var until = Duration.between(clock.instant(), timer.plus(LATE));
        return until.isNegative() ? Duration.ZERO : until.compareTo(LONGEST_POLL) < 0 ? until : LONGEST_POLL;
    }

    private void waitForKafka() {
        if (stopped.getAsBoolean()) {
            throw new WakeupException();
        }
        condition.troubled(NOT_TAKEN);
        consumer.pause(consumer.assignment());
        consumer.poll(Duration.ZERO);
        owned.resume();
    }
}
