package io.akoflow.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** A mosaic of so many images in three colours, as Montage makes it: 81 are 10,222 activities. */
    static String montage(int images) {
        var text = new StringBuilder("name: montage\nspec:\n  image: alpine:3.20\n  activities:\n");
        for (var band : List.of("red", "green", "blue")) {
            band(text, band, images);
        }
        return text.append(activity("mViewer", Stream.of("mAdd-red", "mAdd-green", "mAdd-blue")))
                .toString();
    }

    private static void band(StringBuilder text, String band, int images) {
        var differences = new ArrayList<String>();
        for (int i = 0; i < images; i++) {
            text.append(activity("mProject-%s-%d".formatted(band, i), Stream.of()));
            for (int j = 0; j < i; j++) {
                var name = "mDiffFit-%s-%d-%d".formatted(band, j, i);
                differences.add(name);
                text.append(activity(name, Stream.of(i, j).map(n -> "mProject-%s-%d".formatted(band, n))));
            }
        }
        text.append(activity("mConcatFit-" + band, differences.stream()));
        text.append(activity("mBgModel-" + band, Stream.of("mConcatFit-" + band)));
        for (int i = 0; i < images; i++) {
            text.append(activity(
                    "mBackground-%s-%d".formatted(band, i),
                    Stream.of("mBgModel-" + band, "mProject-%s-%d".formatted(band, i))));
        }
        var corrected = IntStream.range(0, images).mapToObj(i -> "mBackground-%s-%d".formatted(band, i));
        text.append(activity("mImgtbl-" + band, corrected));
        text.append(activity("mAdd-" + band, Stream.of("mImgtbl-" + band)));
        text.append(activity("mViewer-" + band, Stream.of("mAdd-" + band)));
    }

    private static String activity(String name, Stream<String> dependsOn) {
        return "    - {name: %s, run: \"true\", dependsOn: [%s]}%n"
                .formatted(name, dependsOn.collect(Collectors.joining(", ")));
    }
}
