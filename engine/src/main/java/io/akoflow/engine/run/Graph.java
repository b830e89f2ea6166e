package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import java.util.Arrays;
import java.util.List;

/** A workflow's dependencies by ordinal, both ways, with the rank by which ready activities are chosen. */
final class Graph {

    private final int[][] parents;
    private final int[][] children;
    private final int[] rank;

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
        rank = ranks();
    }

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

    /** The length of the longest way to an activity that nothing depends on. */
    int rank(int activity) {
        return rank[activity];
    }

    /** Longer ways first, then the order of the file. */
    int compare(int one, int other) {
        return rank[one] == rank[other] ? Integer.compare(one, other) : Integer.compare(rank[other], rank[one]);
    }
}
