package io.akoflow.engine.run;

import io.akoflow.contract.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The graph of a Montage mosaic of any size, in three colour bands: the field's own benchmark, in a closed form. */
final class MontageGraph {

    private static final List<String> BANDS = List.of("red", "green", "blue");

    private final Sketch sketch = new Sketch();
    private int size;

    private MontageGraph() {}

    /** Of a square of {@code degrees}: 1 has 472 activities, 2.25 has 10,222, 3 has 31,768. */
    static Workflow of(double degrees) {
        var graph = new MontageGraph();
        int images = (int) Math.round(16 * degrees * degrees);
        var mosaics = BANDS.stream().map(band -> graph.band(band, images)).toList();
        graph.add("mViewer", mosaics);
        return graph.sketch.workflow();
    }

    /** Returns the mosaic of the band. */
    private int band(String band, int images) {
        var projected = IntStream.range(0, images)
                .map(i -> add("mProject-%s-%d".formatted(band, i), List.of()))
                .boxed()
                .toList();
        var differences = new ArrayList<Integer>();
        for (int i = 0; i < images; i++) {
            for (int j = i + 1; j < images; j++) {
                differences.add(
                        add("mDiffFit-%s-%d-%d".formatted(band, i, j), List.of(projected.get(i), projected.get(j))));
            }
        }
        int fitted = add("mConcatFit-" + band, differences);
        int model = add("mBgModel-" + band, List.of(fitted));
        var corrected = new ArrayList<Integer>();
        for (int i = 0; i < images; i++) {
            corrected.add(add("mBackground-%s-%d".formatted(band, i), List.of(projected.get(i), model)));
        }
        int table = add("mImgtbl-" + band, corrected);
        corrected.add(table);
        int mosaic = add("mAdd-" + band, corrected);
        add("mViewer-" + band, List.of(mosaic));
        return mosaic;
    }

    private int add(String name, List<Integer> dependsOn) {
        sketch.activity(name, dependsOn);
        return size++;
    }
}
