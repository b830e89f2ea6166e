package io.akoflow.acceptance;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Workflow files of a certain shape, whose activities do nothing. */
final class Graphs {

    private Graphs() {}

    /** Many that depend on nothing. */
    static String flat(int width) {
        return "name: flat\nspec:\n  image: alpine:3.20\n  activities:\n"
                + IntStream.range(0, width)
                        .mapToObj("    - {name: a-%d, run: \"true\"}%n"::formatted)
                        .collect(Collectors.joining());
    }

    /** One, then many, then one that waits for all of them. */
    static String fanOut(int width) {
        var text = new StringBuilder("name: fan-out\nspec:\n  image: alpine:3.20\n  activities:\n");
        text.append("    - {name: first, run: \"true\"}\n");
        for (int i = 0; i < width; i++) {
            text.append("    - {name: a-%d, run: \"true\", dependsOn: [first]}%n".formatted(i));
        }
        var all = IntStream.range(0, width).mapToObj(i -> "a-" + i).collect(Collectors.joining(", "));
        return text.append("    - {name: last, run: \"true\", dependsOn: [%s]}%n".formatted(all))
                .toString();
    }
}
