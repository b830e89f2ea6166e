package io.akoflow.engine.workflow;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/** How long something took of the processor, which other builds on the machine don't change. */
record CpuTime<T>(T result, Duration duration) {

    static <T> CpuTime<T> of(Supplier<T> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        var result = work.get();
        return new CpuTime<>(result, Duration.ofNanos(threads.getCurrentThreadCpuTime() - start));
    }
}
