package io.akoflow.engine.generate;

import io.akoflow.engine.draft.Draft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The graph that makes a mosaic of the sky out of the Digitized Sky Survey, of any size, with the names and the order
 * of the published ones: in each of three bands, (4 × degrees)² images are projected, each pair of them compared, and
 * all made to fit.
 */
public final class Montage {

    private static final List<String> BANDS = List.of("blue", "red", "ir");
    private static final BigDecimal IMAGES_PER_DEGREE = BigDecimal.valueOf(4);

    private final Nodes nodes;
    private final int images;

    private Montage(Work work, int images) {
        this.nodes = new Nodes(work);
        this.images = images;
    }

    /** How many activities the graph of so many degrees has; empty when there is none of that size. */
    public static Optional<Long> activities(BigDecimal degrees) {
        return side(degrees).map(side -> {
            long images = (long) side * side;
            return BANDS.size() * (2 * images + images * (images - 1) / 2 + 5) + 1;
        });
    }

    /**
     * The graph.
     *
     * @param degrees of which {@link #activities} knows how many activities that makes
     */
    public static Draft of(BigDecimal degrees, Work work) {
        int side = side(degrees)
                .orElseThrow(() ->
                        new IllegalArgumentException("Expected a positive multiple of 0.25, but it is " + degrees));
        return new Montage(work, side * side).draft("montage-%s".formatted(degrees.toPlainString()));
    }

    private static Optional<Integer> side(BigDecimal degrees) {
        var side = degrees.multiply(IMAGES_PER_DEGREE).stripTrailingZeros();
        boolean isOne = degrees.signum() > 0 && side.scale() <= 0 && side.compareTo(BigDecimal.valueOf(10_000)) < 0;
        return isOne ? Optional.of(side.intValueExact()) : Optional.empty();
    }

    private Draft draft(String name) {
        var mosaics = BANDS.stream().map(_ -> band()).toList();
        add("mViewer", mosaics);
        return nodes.draft(name);
    }

    /** Returns who adds its images up. */
    private String band() {
        var projected = each(_ -> add("mProject", List.of()));
        List<String> compared = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            for (int j = i + 1; j < images; j++) {
                compared.add(add("mDiffFit", List.of(projected.get(i), projected.get(j))));
            }
        }
        var model = add("mBgModel", List.of(add("mConcatFit", compared)));
        var corrected = each(i -> add("mBackground", List.of(projected.get(i), model)));
        var table = add("mImgtbl", corrected);
        var mosaic =
                add("mAdd", Stream.concat(corrected.stream(), Stream.of(table)).toList());
        add("mViewer", List.of(mosaic));
        return mosaic;
    }

    private List<String> each(IntFunction<String> add) {
        return IntStream.range(0, images).mapToObj(add).toList();
    }

    private String add(String type, List<String> after) {
        return nodes.add("%s_ID%07d".formatted(type, nodes.size() + 1), after);
    }
}
