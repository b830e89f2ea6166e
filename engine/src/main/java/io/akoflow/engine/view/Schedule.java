package io.akoflow.engine.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** Who could run when, if each took as long as is expected: whatever is ready, the longest way to the end first. */
final class Schedule {

    /** Of an activity that will not run, or not any more. */
    static final long OVER = -1;

    private final long[] millis;
    private final List<List<Integer>> dependsOn;
    private final List<List<Integer>> dependants;
    private final int[] waiting;
    private final PriorityQueue<Integer> ready;
    private final PriorityQueue<End> ends =
            new PriorityQueue<>(Comparator.comparingLong(End::at).thenComparingInt(End::activity));

    /**
     * A schedule of activities that will take so long.
     *
     * @param millis by ordinal; {@link #OVER} for those that are
     */
    Schedule(long[] millis, Outline outline) {
        this.millis = millis;
        this.dependsOn = outline.dependsOn();
        this.dependants = outline.dependants();
        this.waiting = new int[millis.length];
        for (int activity = 0; activity < millis.length; activity++) {
            waiting[activity] = (int) dependsOn.get(activity).stream()
                    .filter(parent -> millis[parent] != OVER)
                    .count();
        }
        long[] way = ways();
        this.ready = new PriorityQueue<>(
                Comparator.<Integer>comparingLong(activity -> -way[activity]).thenComparingInt(activity -> activity));
    }

    /**
     * When the last one ends; to be asked once.
     *
     * @param running those that have a place already
     * @param slots for how many there is place, at least 1
     */
    long length(Set<Integer> running, int slots) {
        running.forEach(activity -> begin(activity, 0));
        for (int activity = 0; activity < millis.length; activity++) {
            offer(activity, running);
        }
        long now = 0;
        fill(slots, now);
        while (!ends.isEmpty()) {
            var end = ends.remove();
            now = end.at();
            for (int next : dependants.get(end.activity())) {
                waiting[next]--;
                offer(next, running);
            }
            fill(slots, now);
        }
        return now;
    }

    private void offer(int activity, Set<Integer> running) {
        if (waiting[activity] == 0 && millis[activity] != OVER && !running.contains(activity)) {
            ready.add(activity);
        }
    }

    private void fill(int slots, long now) {
        while (!ready.isEmpty() && ends.size() < slots) {
            begin(ready.remove(), now);
        }
    }

    private void begin(int activity, long now) {
        ends.add(new End(now + millis[activity], activity));
    }

    private record End(long at, int activity) {}

    /** The time of each activity and of the longest way from it to the end. */
    private long[] ways() {
        long[] ways = new long[millis.length];
        int[] open = new int[millis.length];
        List<Integer> done = new ArrayList<>();
        for (int activity = 0; activity < millis.length; activity++) {
            open[activity] = dependants.get(activity).size();
            if (open[activity] == 0) {
                done.add(activity);
            }
        }
        for (int i = 0; i < done.size(); i++) {
            int activity = done.get(i);
            ways[activity] += Math.max(0, millis[activity]);
            for (int parent : dependsOn.get(activity)) {
                ways[parent] = Math.max(ways[parent], ways[activity]);
                if (--open[parent] == 0) {
                    done.add(parent);
                }
            }
        }
        return ways;
    }
}
