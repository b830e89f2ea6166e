package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A workflow's dependencies by ordinal, both ways, with the order in which ready activities are chosen. */
final class Graph {

    private final int[][] parents;
    private final int[][] children;
    private final int[] byUrgency;
    private final int[] place;

    Graph(List<Activity> activities) {
        int size = activities.size();
        parents = new int[size][];
        int[] count = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = activities.get(i).dependsOn().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int parent : parents[i]) {
                count[parent]++;
            }
        }
        children = new int[size][];
        Arrays.setAll(children, i -> new int[count[i]]);
        for (int i = 0; i < size; i++) {
            for (int parent : parents[i]) {
                children[parent][--count[parent]] = i;
            }
        }
        Arrays.stream(children).forEach(Arrays::sort);
        long[] rank = ranks(weights(activities));
        byUrgency = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> -rank[i]).thenComparingInt(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
        place = new int[size];
        for (int i = 0; i < size; i++) {
            place[byUrgency[i]] = i;
        }
    }

    /** Milliseconds that each is expected to run; those of which nobody knows it, as long as the others on average. */
    private static long[] weights(List<Activity> activities) {
        long[] known = activities.stream()
                .map(Activity::expected)
                .filter(Objects::nonNull)
                .mapToLong(Duration::toMillis)
                .toArray();
        long otherwise = Math.max(1, (long) Arrays.stream(known).average().orElse(1));
        return activities.stream()
                .mapToLong(
                        it -> it.expected() == null ? otherwise : it.expected().toMillis())
                .toArray();
    }

    /**
     * Of each activity, how long it and all on the longest way from it take: the upward rank of HEFT (Topcuoglu, Hariri
     * and Wu, 2002), where nothing is known of how long data takes.
     */
    private long[] ranks(long[] weights) {
        long[] ranks = weights.clone();
        int[] open = new int[parents.length];
        int[] queue = new int[parents.length];
        int end = 0;
        for (int i = 0; i < parents.length; i++) {
            open[i] = children[i].length;
            if (open[i] == 0) {
                queue[end++] = i;
            }
        }
        for (int next = 0; next < end; next++) {
            int i = queue[next];
            for (int parent : parents[i]) {
                ranks[parent] = Math.max(ranks[parent], ranks[i] + weights[parent]);
                if (--open[parent] == 0) {
                    queue[end++] = parent;
                }
            }
        }
        return ranks;
    }

    int size() {
        return parents.length;
    }

    int[] parents(int activity) {
        return parents[activity];
    }

    /** In ascending order. */
    int[] children(int activity) {
        return children[activity];
    }

    /** Where an activity stands when all are ordered by urgency: the highest rank first, then the order of the file. */
    int place(int activity) {
        return place[activity];
    }

    /** The inverse of {@link #place}. */
    int at(int place) {
        return byUrgency[place];
    }
}
