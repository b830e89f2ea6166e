package io.akoflow.engine.run;

/** Prints what a whole run of 10,222 activities keeps on the heap: {@code RunHeap [degrees]}. */
public final class RunHeap {

    private static final int MEBI = 1 << 20;

    private RunHeap() {}

    public static void main(String[] args) {
        double degrees = args.length == 0 ? 2.25 : Double.parseDouble(args[0]);
        long before = used();
        var workflow = MontageGraph.of(degrees);
        long read = used();
        var world = new CalmWorld(workflow);
        int events = workflow.activities().size() * 4;
        long most = 0;
        for (int i = 0; i < 8; i++) {
            world.live(events / 8);
            most = Math.max(most, used());
        }
        world.live();
        long after = used();
        System.out.printf(
                "%d activities: workflow %.1f MiB, with its run %.1f MiB at most, %.1f MiB at the end; -Xmx%d MiB%n",
                workflow.activities().size(),
                mebi(read - before),
                mebi(most - before),
                mebi(after - before),
                Runtime.getRuntime().maxMemory() / MEBI);
        if (!world.run().isAtRest()) {
            throw new IllegalStateException("Expected the run to be at rest, but it is not");
        }
    }

    private static double mebi(long bytes) {
        return (double) bytes / MEBI;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
