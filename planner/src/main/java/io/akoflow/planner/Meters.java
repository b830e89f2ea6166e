package io.akoflow.planner;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What can be measured of the planner. */
@Singleton
public class Meters {

    private final Timer decide;
    private final Timer store;
    private final Timer publish;
    private final Counter events;
    private final Counter stale;
    private final Counter unknownRuns;
    private final Counter conflicts;
    private final Counter deadLetters;
    private final Counter unknownTypes;
    private final AtomicInteger pods = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    public Meters(MeterRegistry registry) {
        decide = timer(registry, "decide", "To read runs that are not in memory, and decide a batch");
        store = timer(registry, "store", "To keep a batch");
        publish = timer(registry, "publish", "Until Kafka has what a batch says");
        events = registry.counter("akoflow.planner.events");
        stale = registry.counter("akoflow.planner.events.stale");
        unknownRuns = registry.counter("akoflow.planner.events.unknown.run");
        conflicts = registry.counter("akoflow.planner.conflicts");
        deadLetters = registry.counter("akoflow.planner.dead.letters");
        unknownTypes = registry.counter("akoflow.planner.unknown.types");
        registry.gauge("akoflow.planner.pods", pods);
        registry.gauge("akoflow.planner.runs.waiting", waiting);
    }

    private static Timer timer(MeterRegistry registry, String name, String what) {
        return Timer.builder("akoflow.planner." + name)
                .description(what)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /** Of one batch, including the runs that had to be read. */
    public Timer decide() {
        return decide;
    }

    /** Of one batch's transaction. */
    public Timer store() {
        return store;
    }

    /** Of one batch, until Kafka has it. */
    public Timer publish() {
        return publish;
    }

    /** All that were read. */
    public Counter events() {
        return events;
    }

    /** Those that changed nothing: repetitions, or late. */
    public Counter stale() {
        return stale;
    }

    /** Those about runs that nobody has asked for. */
    public Counter unknownRuns() {
        return unknownRuns;
    }

    /** Batches that were decided again, since somebody else had changed something. */
    public Counter conflicts() {
        return conflicts;
    }

    /** Records that were put aside. */
    public Counter deadLetters() {
        return deadLetters;
    }

    /** All runs have so many pods, and so many runs wait since there may not be more. */
    public void shares(int ofAllRuns, int runs) {
        pods.set(ofAllRuns);
        waiting.set(runs);
    }

    /** Messages that stopped this planner. */
    public Counter unknownTypes() {
        return unknownTypes;
    }
}
