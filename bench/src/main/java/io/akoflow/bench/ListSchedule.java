package io.akoflow.bench;

import io.akoflow.contract.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How long a workflow takes where nothing takes time but its activities: whenever a slot is free, the ready activity
 * with the longest way to the end gets it (HEFT, Topcuoglu et al. 2002, for slots that are all alike).
 */
final class ListSchedule {

    private final List<List<Integer>> children = new ArrayList<>();
    private final int[] parents;
    private final double[] seconds;
    private final double[] ranks;

    /** @param startUp what each activity takes beside what is expected of it */
    ListSchedule(List<Activity> activities, Duration startUp) {
        int size = activities.size();
        parents = new int[size];
        seconds = new double[size];
        ranks = new double[size];
        activities.forEach(_ -> children.add(new ArrayList<>()));
        for (int i = 0; i < size; i++) {
            var expected = activities.get(i).expected();
            seconds[i] = seconds(startUp) + (expected == null ? 0 : seconds(expected));
            parents[i] = activities.get(i).dependsOn().size();
            for (int parent : activities.get(i).dependsOn()) {
                children.get(parent).add(i);
            }
        }
        rank();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private void rank() {
        var order = new ArrayList<Integer>();
        int[] open = parents.clone();
        for (int i = 0; i < open.length; i++) {
            if (open[i] == 0) {
                order.add(i);
            }
        }
        for (int next = 0; next < order.size(); next++) {
            for (int child : children.get(order.get(next))) {
                if (--open[child] == 0) {
                    order.add(child);
                }
            }
        }
        for (int activity : order.reversed()) {
            double below = children.get(activity).stream()
                    .mapToDouble(child -> ranks[child])
                    .max()
                    .orElse(0);
            ranks[activity] = seconds[activity] + below;
        }
    }

    /** Seconds of the longest way through it. */
    double criticalPath() {
        double longest = 0;
        for (double rank : ranks) {
            longest = Math.max(longest, rank);
        }
        return longest;
    }

    /** Seconds of all activities together. */
    double work() {
        double sum = 0;
        for (double each : seconds) {
            sum += each;
        }
        return sum;
    }

    private record Running(int activity, double until) {}

    /** Seconds that it takes with so many at once. */
    double makespan(int slots) {
        var ready = new PriorityQueue<Integer>(
                Comparator.<Integer>comparingDouble(i -> -ranks[i]).thenComparing(Comparator.naturalOrder()));
        var running = new PriorityQueue<Running>(Comparator.comparingDouble(Running::until));
        int[] open = parents.clone();
        for (int i = 0; i < open.length; i++) {
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        double now = 0;
        while (!ready.isEmpty() || !running.isEmpty()) {
            while (!ready.isEmpty() && running.size() < slots) {
                int next = ready.remove();
                running.add(new Running(next, now + seconds[next]));
            }
            var ended = running.remove();
            now = ended.until();
            for (int child : children.get(ended.activity())) {
                if (--open[child] == 0) {
                    ready.add(child);
                }
            }
        }
        return now;
    }
}
