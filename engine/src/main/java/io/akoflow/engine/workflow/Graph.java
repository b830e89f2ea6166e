package io.akoflow.engine.workflow;

import io.akoflow.contract.Activity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Who depends on whom, by ordinal; everything here takes time in proportion to the number of dependencies. */
final class Graph {

    private final int[][] parents;
    private final int[][] children;
    private final int[] levels;
    private final int[] order;
    private final int[] positions;

    Graph(List<Activity> activities) {
        parents = activities.stream()
                .map(activity -> activity.dependsOn().stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
        children = reversed(parents);
        levels = new int[parents.length];
        order = sort();
        positions = new int[parents.length];
        for (int i = 0; i < order.length; i++) {
            positions[order[i]] = i;
        }
    }

    int size() {
        return parents.length;
    }

    int[] parents(int node) {
        return parents[node];
    }

    int[] children(int node) {
        return children[node];
    }

    /** The number of activities on the longest way to this one. */
    int level(int node) {
        return levels[node];
    }

    /** Every activity after its dependencies, level by level; without those that a cycle holds back. */
    int[] order() {
        return order;
    }

    /** In the order. */
    int position(int node) {
        return positions[node];
    }

    /** Of the level with the most activities. */
    int width() {
        int[] widths = new int[size() + 1];
        for (int node : order) {
            widths[levels[node]]++;
        }
        return Arrays.stream(widths).max().orElse(0);
    }

    /**
     * Some cycles, no two of which meet; none only if there is none. Each depends on the next, the last on the first.
     */
    List<int[]> cycles() {
        boolean[] isSorted = new boolean[size()];
        for (int node : order) {
            isSorted[node] = true;
        }
        int[] walk = new int[size()];
        int[] next = new int[size()];
        List<int[]> cycles = new ArrayList<>();
        for (int start = 0; start < size(); start++) {
            int node = start;
            while (!isSorted[node] && walk[node] == 0) {
                walk[node] = start + 1;
                next[node] = Arrays.stream(parents[node])
                        .filter(parent -> !isSorted[parent])
                        .findFirst()
                        .orElseThrow();
                node = next[node];
            }
            if (!isSorted[node] && walk[node] == start + 1) {
                cycles.add(cycle(node, next));
            }
        }
        return cycles;
    }

    private static int[] cycle(int start, int[] next) {
        var nodes = new ArrayList<Integer>();
        int node = start;
        do {
            nodes.add(node);
            node = next[node];
        } while (node != start);
        int first = nodes.indexOf(nodes.stream().min(Integer::compare).orElseThrow());
        Collections.rotate(nodes, -first);
        return nodes.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] sort() {
        int[] waiting = new int[size()];
        int[] queue = new int[size()];
        int end = 0;
        for (int node = 0; node < size(); node++) {
            waiting[node] = parents[node].length;
            if (waiting[node] == 0) {
                queue[end++] = node;
            }
        }
        for (int i = 0; i < end; i++) {
            for (int child : children[queue[i]]) {
                levels[child] = Math.max(levels[child], levels[queue[i]] + 1);
                if (--waiting[child] == 0) {
                    queue[end++] = child;
                }
            }
        }
        return Arrays.copyOf(queue, end);
    }

    private static int[][] reversed(int[][] edges) {
        int[] counts = new int[edges.length];
        for (int[] targets : edges) {
            for (int target : targets) {
                counts[target]++;
            }
        }
        int[][] reversed = new int[edges.length][];
        for (int node = 0; node < edges.length; node++) {
            reversed[node] = new int[counts[node]];
        }
        for (int node = edges.length - 1; node >= 0; node--) {
            for (int target : edges[node]) {
                reversed[target][--counts[target]] = node;
            }
        }
        return reversed;
    }
}
