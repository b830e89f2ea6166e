package io.akoflow.planner.messaging;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.RunId;
import io.akoflow.planner.Meters;
import io.akoflow.planner.runs.Event;
import io.akoflow.planner.runs.Outcome;
import io.akoflow.planner.runs.Runs;
import io.akoflow.planner.store.Batch;
import io.akoflow.planner.store.Left;
import io.akoflow.planner.store.Saying;
import io.akoflow.planner.store.Store;
import io.akoflow.planner.store.StoreFailure;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What is done with records and timers: decide, keep, say, in this order. When it throws, what is in memory is not what
 * is kept, and everything has to begin where the database says.
 */
final class Work {

    private static final Logger LOG = Logger.getLogger(Work.class);
    private static final int MOST_LEFT = 1000;
    private static final int MOST_WOKEN = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Inbox inbox = new Inbox();
    private final Underway underway = new Underway();
    private final Store store;
    private final Runs runs;
    private final Speaker speaker;
    private final Meters meters;
    private final InstantSource clock;

    Work(Store store, Runs runs, Speaker speaker, Meters meters, InstantSource clock) {
        this.store = store;
        this.runs = runs;
        this.speaker = speaker;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Begins with {@code owned} where the database says, and says facts that may not have been said.
     *
     * @return where they end
     */
    Map<TopicPartition, Long> begin(Owned owned) {
        runs.forget();
        leave();
        meters.shares(0, 0);
        var partitions = owned.partitions();
        if (partitions.isEmpty()) {
            return Map.of();
        }
        owned.seek(store.positions(Owned.TOPICS, partitions));
        var ends = owned.ends();
        var lost = owned.lost(ends);
        if (!lost.isEmpty()) {
            LOG.warnf("Expected all to be there that was read, but it is not; what is there is read again: %s", lost);
            store.keep(new Batch(lost, List.of(), List.of(), List.of()));
            owned.advance(lost);
        }
        underway.leave(store.left(partitions));
        runs.begin(partitions);
        meters.shares(runs.pods(), runs.waiting());
        sayLeftFacts(partitions);
        return ends;
    }

    private void sayLeftFacts(Collection<Integer> partitions) {
        for (var left = store.leftFacts(partitions, MOST_LEFT);
                !left.isEmpty();
                left = store.leftFacts(partitions, MOST_LEFT)) {
            speaker.say(left.stream().map(Left.Fact::saying).toList());
            store.said(left.stream().map(Left.Fact::id).toList());
        }
    }

    /** Decides anew about commands that may not have been said. */
    void sayLeftCommands(Collection<Integer> partitions) {
        for (var left = store.leftCommands(partitions, MOST_LEFT);
                !left.isEmpty();
                left = store.leftCommands(partitions, MOST_LEFT)) {
            var now = now();
            underway.leave(left.stream().map(Left.Command::id).toList());
            // what is in memory may be older than a command that another planner kept late
            runs.readAnew(left.stream().map(Left.Command::run).distinct().toList(), underway::isKnown);
            left.forEach(one -> decideAnew(one, now));
            finish(runs.toKeep(List.of(), left.stream().map(Left.Command::id).toList()), false);
            settle();
        }
        underway.forgetLeft();
    }

    private void decideAnew(Left.Command left, Instant now) {
        try {
            runs.decide(new Event(left.run(), left.again(), 0, left.traceparent()), now);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Expected to decide anew about '%s', but could not", left);
        }
    }

    /**
     * Does what follows from {@code records}, which are the next ones of {@code owned}, and from timers.
     *
     * @param isBehind whether more is known already; if so, nothing is done yet but to keep what was decided
     */
    void on(List<ConsumerRecord<byte[], byte[]>> records, Owned owned, boolean isBehind) {
        var mail = inbox.read(records, owned::read);
        List<ProducerRecord<byte[], byte[]>> dead = new ArrayList<>(mail.dead());
        var batch = Objects.requireNonNull(meters.decide().record(() -> decide(mail, dead, isBehind)));
        if (!dead.isEmpty()) {
            speaker.send(dead);
            meters.deadLetters().increment(dead.size());
        }
        if (batch.isEmpty()) {
            forgetTaken();
        } else {
            finish(batch, isBehind);
            owned.advance(batch.advances());
        }
        meters.shares(runs.pods(), runs.waiting());
        if (mail.unknown() != null) {
            meters.unknownTypes().increment();
            throw new UnknownTypeException(mail.unknown());
        }
    }

    private Batch decide(Mail mail, List<ProducerRecord<byte[], byte[]>> dead, boolean isBehind) {
        var now = now();
        List<RunId> due = isBehind ? List.of() : runs.due(now, MOST_WOKEN);
        runs.read(mail.letters().stream().map(letter -> letter.event().run()).toList(), underway::isKnown);
        runs.read(due, underway::isKnown);
        for (var letter : mail.letters()) {
            try {
                count(runs.decide(letter.event(), now));
            } catch (RuntimeException e) {
                // one run that can't be decided must not stop all others; what was said is kept for people to look at
                LOG.errorf(e, "Expected to decide about '%s', but could not", letter.name());
                dead.add(Inbox.dead(letter.record(), "Expected to decide about it, but " + e));
            }
        }
        for (var run : due) {
            attempt(run, () -> runs.wake(run, now));
        }
        takeTurns(now);
        return runs.toKeep(mail.advances(), List.of());
    }

    private void takeTurns(Instant now) {
        var next = runs.nextTurn();
        for (int i = 0; i < MOST_WOKEN && next.isPresent(); i++) {
            var run = next.get();
            runs.read(List.of(run), underway::isKnown);
            attempt(run, () -> runs.takeTurn(run, now));
            next = runs.nextTurn();
        }
    }

    private static void attempt(RunId run, Runnable decide) {
        try {
            decide.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Expected to decide how run %s goes on, but could not", run);
        }
    }

    private void count(Outcome outcome) {
        meters.events().increment();
        switch (outcome) {
            case DECIDED -> {}
            case STALE -> meters.stale().increment();
            case UNKNOWN_RUN -> meters.unknownRuns().increment();
        }
    }

    private void finish(Batch batch, boolean isBehind) {
        var taken = underway.taken();
        var outbox = Objects.requireNonNull(meters.store().record(() -> store.keep(batch.settling(taken))));
        underway.settled(taken);
        runs.kept();
        underway.leave(outbox);
        List<Saying> sayings = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < outbox.size(); i++) {
            var saying = batch.said().get(i);
            if (!(isBehind && saying.message() instanceof ActivityCommand)) {
                sayings.add(saying);
                ids.add(outbox.get(i));
            }
        }
        if (!ids.isEmpty()) {
            say(sayings, ids);
        }
    }

    private void say(List<Saying> sayings, List<Long> ids) {
        var begun = Timer.start();
        var said = speaker.begin(sayings);
        var _ = said.whenComplete((_, _) -> begun.stop(meters.publish()));
        underway.add(said, ids, clock.instant());
        if (underway.isTooMuch()) {
            settle();
        }
    }

    /** Waits until Kafka has all that was said, and forgets it. */
    private void settle() {
        speaker.await(underway.all());
        forgetTaken();
    }

    private void forgetTaken() {
        var taken = underway.taken();
        store.said(taken);
        underway.settled(taken);
    }

    /** Whether Kafka has not yet answered for something that was said. */
    boolean isUnderway() {
        return !underway.isEmpty();
    }

    /** Whether Kafka has not answered for longer than it takes when it is well. */
    boolean waitsForKafka() {
        return underway.isOlderThan(clock.instant().minus(PATIENCE));
    }

    /** Forgets what Kafka has soon; what it does not have stays in the outbox. */
    void leave() {
        underway.awaitSome(PATIENCE);
        try {
            forgetTaken();
        } catch (StoreFailure | CompletionException e) {
            LOG.debug("What was said stays in the outbox and is said again", e);
        }
        underway.forget();
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
