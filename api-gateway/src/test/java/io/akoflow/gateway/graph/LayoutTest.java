package io.akoflow.gateway.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.engine.view.Collapse;
import io.akoflow.engine.view.GraphView;
import io.akoflow.engine.view.Outline;
import io.akoflow.engine.view.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Where a graph is drawn")
class LayoutTest {

    static Stream<Arguments> layouts() {
        return Stream.of(
                        Arguments.of("ELK", (Function<GraphView, Drawing>) ElkLayout::of),
                        Arguments.of("grid", (Function<GraphView, Drawing>) GridLayout::of))
                .flatMap(layout -> Stream.of(1L, 2L, 3L, 4L, 5L)
                        .map(seed -> Arguments.of(layout.get()[0], seed, layout.get()[1])));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("layouts")
    void shouldPutNodesBesideEachOtherFromLeftToRight(String name, long seed, Function<GraphView, Drawing> layout) {
        // given
        var graph = random(new SplittableRandom(seed), 80);

        // when
        var drawing = layout.apply(graph);

        // then
        Map<String, Drawing.Node> nodes = new HashMap<>();
        drawing.nodes().forEach(node -> nodes.put(node.id(), node));
        assertThat(nodes).hasSameSizeAs(graph.nodes());
        assertThat(drawing.nodes())
                .allSatisfy(node -> assertThat(drawing.nodes()).noneMatch(other -> overlap(node, other)))
                .allSatisfy(
                        node -> assertThat(inside(drawing, node.x(), node.y())).isTrue())
                .allSatisfy(node -> assertThat(inside(drawing, node.x() + node.width(), node.y() + node.height()))
                        .isTrue());
        assertThat(drawing.edges()).hasSameSizeAs(graph.edges()).allSatisfy(edge -> {
            var from = requireNonNull(nodes.get(edge.from()));
            var to = requireNonNull(nodes.get(edge.to()));
            assertThat(from.x() + from.width()).isLessThan(to.x());
            assertThat(touches(from, edge.points().getFirst())).isTrue();
            assertThat(touches(to, edge.points().getLast())).isTrue();
        });
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("layouts")
    void shouldDrawTheSameAgain(String name, long seed, Function<GraphView, Drawing> layout) {
        // given
        var graph = random(new SplittableRandom(seed), 40);

        // when
        var first = layout.apply(graph);
        var again = layout.apply(graph);

        // then
        assertThat(again).isEqualTo(first);
    }

    private static boolean overlap(Drawing.Node one, Drawing.Node other) {
        return !one.id().equals(other.id())
                && one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private static boolean inside(Drawing drawing, int x, int y) {
        return x >= 0 && y >= 0 && x <= drawing.width() && y <= drawing.height();
    }

    private static boolean touches(Drawing.Node node, List<Integer> point) {
        int x = point.get(0);
        int y = point.get(1);
        return x >= node.x() - 1
                && x <= node.x() + node.width() + 1
                && y >= node.y() - 1
                && y <= node.y() + node.height() + 1;
    }

    private static GraphView random(SplittableRandom random, int size) {
        List<String> names = new ArrayList<>();
        List<List<Integer>> dependsOn = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add("a" + i);
            List<Integer> parents = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                if (random.nextInt(size) < 2) {
                    parents.add(j);
                }
            }
            dependsOn.add(parents);
        }
        return GraphView.of(Outline.of(names, dependsOn), Shape.of(Collapse.NEVER, Set.of(), Set.of()));
    }
}
