package io.akoflow.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GraphViewTest {

    @Test
    void shouldShowEachActivityWhenThereAreFew() {
        // when
        var graph = GraphView.of(fan(149), shape(Set.of(), Set.of()));

        // then
        assertThat(graph.nodes()).hasSize(150).allMatch(GraphNode.Single.class::isInstance);
        assertThat(graph.edges()).hasSize(149).allMatch(edge -> edge.count() == 1);
    }

    @Test
    void shouldShowManyOfAKindAsOne() {
        // when
        var graph = GraphView.of(fan(150), shape(Set.of(), Set.of()));

        // then
        assertThat(graph.nodes())
                .containsExactly(
                        new GraphNode.Group("g0-part", "part", 0, List.of(List.of(0, 149))),
                        new GraphNode.Single(150, "sum", 1));
        assertThat(graph.edges()).containsExactly(new GraphEdge(0, 1, 150));
    }

    @Test
    void shouldShowWhatFailedByItself() {
        // given
        var failed = new HashSet<>(IntStream.range(10, 40).boxed().toList());

        // when
        var graph = GraphView.of(fan(150), shape(Set.of(), failed));

        // then
        assertThat(graph.nodes().stream().map(GraphNode::id).limit(2)).containsExactly("a10", "a11");
        assertThat(graph.nodes().get(20))
                .isEqualTo(new GraphNode.Group("g0-part", "part", 0, List.of(List.of(0, 9), List.of(30, 149))));
        assertThat(graph.nodes()).hasSize(22);
    }

    @Test
    void shouldShowSomeOfAGroupThatIsExpanded() {
        // when
        var all = GraphView.of(fan(500), shape(Set.of("g0-part"), Set.of()));
        var some = GraphView.of(fan(700), shape(Set.of("g0-part"), Set.of()));

        // then
        assertThat(all.nodes()).hasSize(501).allMatch(GraphNode.Single.class::isInstance);
        assertThat(some.nodes()).hasSize(502);
        assertThat(some.nodes().get(500))
                .isEqualTo(new GraphNode.Group("g0-part-rest", "part", 0, List.of(List.of(500, 699))));
    }

    @Test
    void shouldGiveEachNodeAnIdOfItsOwnWhenKindsAreCalledAsTheRest() {
        // given
        var names = new ArrayList<String>();
        IntStream.range(0, 600).forEach(i -> names.add("part-" + i));
        IntStream.range(0, 10).forEach(i -> names.add("part-rest-" + i));
        var outline =
                Outline.of(names, names.stream().map(_ -> List.<Integer>of()).toList());

        // when
        var graph = GraphView.of(outline, shape(Set.of("g0-part"), Set.of()));

        // then
        assertThat(graph.nodes().stream().map(GraphNode::id))
                .doesNotHaveDuplicates()
                .hasSize(502);
    }

    @RepeatedTest(100)
    void shouldHaveEveryActivityAndDependencyOnce(RepetitionInfo seed) {
        // given
        var random = new SplittableRandom(seed.getCurrentRepetition());
        var outline = RandomOutline.of(random);
        Set<Integer> failed = new HashSet<>();
        random.ints(random.nextInt(40), 0, outline.size()).forEach(failed::add);
        var collapse = List.of(Collapse.values()).get(random.nextInt(3));
        Set<String> expand = random.nextBoolean() ? Set.of("g0-ta", "g1-tb") : Set.of();

        // when
        var graph = GraphView.of(outline, Shape.of(collapse, expand, failed));

        // then
        int[] nodeOf = nodeOf(graph, outline);
        Set<List<Integer>> pairs = new HashSet<>();
        for (int activity = 0; activity < outline.size(); activity++) {
            for (int parent : outline.dependsOn().get(activity)) {
                pairs.add(List.of(nodeOf[parent], nodeOf[activity]));
            }
        }
        int dependencies = outline.dependsOn().stream().mapToInt(List::size).sum();
        assertThat(graph.edges().stream().map(edge -> List.of(edge.from(), edge.to())))
                .containsExactlyInAnyOrderElementsOf(pairs);
        assertThat(graph.edges().stream().mapToInt(GraphEdge::count).sum()).isEqualTo(dependencies);
        assertThat(graph.edges())
                .allMatch(edge -> graph.nodes().get(edge.from()).level()
                        < graph.nodes().get(edge.to()).level());
        assertThat(graph.nodes().stream().map(GraphNode::id)).doesNotHaveDuplicates();
    }

    /** Of each activity its node, after a look whether it has exactly one. */
    private static int[] nodeOf(GraphView graph, Outline outline) {
        List<Integer> told = new ArrayList<>();
        int[] nodeOf = new int[outline.size()];
        for (int node = 0; node < graph.nodes().size(); node++) {
            for (int activity : activities(graph.nodes().get(node))) {
                told.add(activity);
                nodeOf[activity] = node;
                assertThat(outline.level().get(activity))
                        .isEqualTo(graph.nodes().get(node).level());
            }
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, outline.size()).boxed().toList());
        return nodeOf;
    }

    private static List<Integer> activities(GraphNode node) {
        return switch (node) {
            case GraphNode.Single single -> List.of(single.activity());
            case GraphNode.Group group ->
                group.activities().stream()
                        .flatMapToInt(range -> IntStream.rangeClosed(range.get(0), range.get(1)))
                        .boxed()
                        .toList();
        };
    }

    private static Shape shape(Set<String> expand, Set<Integer> failed) {
        return Shape.of(Collapse.AUTO, expand, failed);
    }

    /** So many parts, and their sum. */
    private static Outline fan(int parts) {
        var names = new ArrayList<String>();
        var dependsOn = new ArrayList<List<Integer>>();
        for (int i = 0; i < parts; i++) {
            names.add("part-" + i);
            dependsOn.add(List.of());
        }
        names.add("sum");
        dependsOn.add(IntStream.range(0, parts).boxed().toList());
        return Outline.of(names, dependsOn);
    }
}
