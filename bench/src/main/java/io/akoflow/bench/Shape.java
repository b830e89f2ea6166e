package io.akoflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A graph to measure, with activities that do nothing.
 *
 * @param dependencies of each activity, by ordinal
 */
record Shape(String name, List<List<Integer>> dependencies) {

    /** Each depends on the one before. */
    static Shape chain(int length) {
        return new Shape(
                "chain of " + length,
                IntStream.range(0, length)
                        .mapToObj(i -> i == 0 ? List.<Integer>of() : List.of(i - 1))
                        .toList());
    }

    /** Each depends on two of the level before. */
    static Shape grid(int width, int levels) {
        List<List<Integer>> dependencies = new ArrayList<>();
        for (int i = 0; i < width * levels; i++) {
            int above = i - width;
            int beside = i % width == width - 1 ? above - width + 1 : above + 1;
            dependencies.add(above < 0 ? List.of() : List.of(above, beside));
        }
        return new Shape("grid of %d × %d".formatted(width, levels), dependencies);
    }

    /** As a workflow file. */
    String file() {
        var text = new StringBuilder("name: bench\nspec:\n  image: alpine:3.20\n  activities:\n");
        for (int i = 0; i < dependencies.size(); i++) {
            var names = dependencies.get(i).stream().map(d -> "a" + d).collect(Collectors.joining(", ", "[", "]"));
            text.append("    - {name: a%d, run: \"true\", dependsOn: %s}%n".formatted(i, names));
        }
        return text.toString();
    }
}
