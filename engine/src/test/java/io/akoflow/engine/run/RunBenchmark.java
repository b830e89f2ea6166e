package io.akoflow.engine.run;

import io.akoflow.contract.Workflow;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many observations a second a run decides and applies, from its request until its last Job is released; in a JVM
 * as the planner of {@code akoflow up} has it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RunBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param({"1", "2.25", "3"})
    public double degrees;

    private Workflow montage = MontageGraph.of(0.5);

    /** What matters, where JMH counts whole runs; processor time, since a machine may have other things to do. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counter {
        public long observations;
        public long cpuNanos;
    }

    @Setup(Level.Trial)
    public void generate() {
        montage = MontageGraph.of(degrees);
    }

    @Benchmark
    public Run wholeRun(Counter counter) {
        long before = THREADS.getCurrentThreadCpuTime();
        var world = new CalmWorld(montage);
        world.live();
        counter.observations += world.observations();
        counter.cpuNanos += THREADS.getCurrentThreadCpuTime() - before;
        return world.run();
    }
}
