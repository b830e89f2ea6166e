package io.akoflow.engine.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds two activities of different colours of which neither waits for the other. Of colour 0 there may be any.
 *
 * <p>Coloured activities, sorted by level, fall into runs of one colour. If no such pair exists, all of a run reach all
 * of the next one, and so, step by step, all of every later one. So neighbours are all that has to be looked at, and of
 * each only the last of the earlier run and the first of the later one.
 */
final class Parallel {

    private final Graph graph;
    private final int[] colours;

    Parallel(Graph graph, int[] colours) {
        this.graph = graph;
        this.colours = colours;
    }

    /** Two ordinals, the smaller one first. */
    record Pair(int first, int second) {
        static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    Optional<Pair> differently() {
        var runs = runs();
        for (int i = 1; i < runs.size(); i++) {
            var pair = unreached(runs.get(i - 1), runs.get(i));
            if (pair.isPresent()) {
                return pair;
            }
        }
        return Optional.empty();
    }

    /** A run of one colour within the graph's order, from its first position to its last. */
    private record Stretch(int colour, int from, int to) {
        int length() {
            return to - from + 1;
        }
    }

    private List<Stretch> runs() {
        List<Stretch> runs = new ArrayList<>();
        int[] order = graph.order();
        for (int position = 0; position < order.length; position++) {
            int colour = colours[order[position]];
            if (colour == 0) {
                continue;
            }
            boolean goesOn = !runs.isEmpty() && runs.getLast().colour() == colour;
            int from = goesOn ? runs.removeLast().from() : position;
            runs.add(new Stretch(colour, from, position));
        }
        return runs;
    }

    private Optional<Pair> unreached(Stretch earlier, Stretch later) {
        int[] last = last(earlier);
        int[] first = first(later);
        for (int start = 0; start < last.length; start += Long.SIZE) {
            int[] some = Arrays.copyOfRange(last, start, Math.min(last.length, start + Long.SIZE));
            long[] reached = reached(some, earlier.from(), later.to());
            long all = some.length == Long.SIZE ? -1L : (1L << some.length) - 1;
            for (int node : first) {
                long sources = reached[graph.position(node) - earlier.from()];
                if (sources != all) {
                    return Optional.of(Pair.of(some[Long.numberOfTrailingZeros(~sources)], node));
                }
            }
        }
        return Optional.empty();
    }

    /** For each position from {@code from}, a bit for each of {@code sources} that the activity there waits for. */
    private long[] reached(int[] sources, int from, int to) {
        long[] reached = new long[to - from + 1];
        for (int i = 0; i < sources.length; i++) {
            reached[graph.position(sources[i]) - from] = 1L << i;
        }
        for (int position = from; position <= to; position++) {
            for (int parent : graph.parents(graph.order()[position])) {
                int before = graph.position(parent) - from;
                reached[position - from] |= before < 0 ? 0 : reached[before];
            }
        }
        return reached;
    }

    /** Those of a run for which no other of it waits. */
    private int[] last(Stretch run) {
        boolean[] isBeforeAnother = new boolean[run.length()];
        for (int position = run.to(); position >= run.from(); position--) {
            for (int child : graph.children(graph.order()[position])) {
                int after = graph.position(child) - run.from();
                boolean isWithin = after < run.length();
                isBeforeAnother[position - run.from()] |= isWithin && (isBeforeAnother[after] || isOf(run, child));
            }
        }
        return members(run, isBeforeAnother);
    }

    /** Those of a run that wait for no other of it. */
    private int[] first(Stretch run) {
        boolean[] isAfterAnother = new boolean[run.length()];
        for (int position = run.from(); position <= run.to(); position++) {
            for (int parent : graph.parents(graph.order()[position])) {
                int before = graph.position(parent) - run.from();
                isAfterAnother[position - run.from()] |= before >= 0 && (isAfterAnother[before] || isOf(run, parent));
            }
        }
        return members(run, isAfterAnother);
    }

    private int[] members(Stretch run, boolean[] without) {
        return Arrays.stream(graph.order(), run.from(), run.to() + 1)
                .filter(node -> isOf(run, node) && !without[graph.position(node) - run.from()])
                .toArray();
    }

    private boolean isOf(Stretch run, int node) {
        return colours[node] == run.colour();
    }
}
