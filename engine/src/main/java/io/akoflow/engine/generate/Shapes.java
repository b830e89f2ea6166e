package io.akoflow.engine.generate;

import io.akoflow.engine.draft.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Simple graphs. */
public final class Shapes {

    private Shapes() {}

    /** One after the other; at least one. */
    public static Draft chain(int activities, Work work) {
        var nodes = new Nodes(work);
        List<String> before = List.of();
        for (int i = 1; i <= activities; i++) {
            before = List.of(nodes.add("link-" + i, before));
        }
        return nodes.draft("chain-" + activities);
    }

    /** One, then so many at once, then one; at least one at once. */
    public static Draft fanOut(int width, Work work) {
        var nodes = new Nodes(work);
        var source = nodes.add("source", List.of());
        var middle = IntStream.rangeClosed(1, width)
                .mapToObj(i -> nodes.add("leaf-" + i, List.of(source)))
                .toList();
        nodes.add("join", middle);
        return nodes.draft("fan-out-" + width);
    }

    /**
     * Levels of one to {@code width} activities, each of which waits for one to three of the level before; the same for
     * the same seed.
     */
    public static Draft layered(int levels, int width, long seed, Work work) {
        var random = new SplittableRandom(seed);
        var nodes = new Nodes(work);
        List<String> before = List.of();
        for (int level = 1; level <= levels; level++) {
            int count = random.nextInt(1, width + 1);
            List<String> here = new ArrayList<>(count);
            for (int i = 1; i <= count; i++) {
                here.add(nodes.add("level-%d-%d".formatted(level, i), some(before, random)));
            }
            before = here;
        }
        return nodes.draft("layered-%d".formatted(seed));
    }

    private static List<String> some(List<String> before, SplittableRandom random) {
        if (before.isEmpty()) {
            return List.of();
        }
        return random.ints(random.nextInt(1, 4), 0, before.size())
                .distinct()
                .mapToObj(before::get)
                .toList();
    }
}
