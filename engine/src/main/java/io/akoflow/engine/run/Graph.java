package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
        int[] rank = ranks();
        byUrgency = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -rank[i]).thenComparingInt(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
        place = new int[size];
        for (int i = 0; i < size; i++) {
            place[byUrgency[i]] = i;
        }
    }

    /** Of each activity, the length of the longest way to one that nothing depends on. */
    private int[] ranks() {
        int[] ranks = new int[parents.length];
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
                ranks[parent] = Math.max(ranks[parent], ranks[i] + 1);
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

    /** Where an activity stands when all are ordered by urgency: longer ways first, then the order of the file. */
    int place(int activity) {
        return place[activity];
    }

    /** The inverse of {@link #place}. */
    int at(int place) {
        return byUrgency[place];
    }
}
