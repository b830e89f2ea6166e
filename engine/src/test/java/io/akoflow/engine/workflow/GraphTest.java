package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of graphs, for small random ones where everything can be tried, and for very large ones. */
class GraphTest {

    private static final int LARGE = 100_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFindCyclesWhenThereAreSome(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            // given
            var parents = anyGraph(random, 1 + random.nextInt(12));
            var graph = graph(parents);

            // when
            var cycles = graph.cycles();

            // then
            var reach = reach(parents);
            boolean isCyclic = IntStream.range(0, parents.size()).anyMatch(i -> reach[i][i]);
            assertThat(!cycles.isEmpty()).as("seed %d, round %d", seed, round).isEqualTo(isCyclic);
            Set<Integer> seen = new HashSet<>();
            for (int[] cycle : cycles) {
                assertThat(cycle[0]).isEqualTo(Arrays.stream(cycle).min().orElseThrow());
                for (int i = 0; i < cycle.length; i++) {
                    assertThat(parents.get(cycle[i])).contains(cycle[(i + 1) % cycle.length]);
                    assertThat(seen.add(cycle[i])).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFindParallelOnesOfDifferentColourWhenThereAreSome(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            // given
            var parents = acyclicGraph(random, 1 + random.nextInt(14));
            int[] colours = IntStream.range(0, parents.size())
                    .map(_ -> random.nextInt(3))
                    .toArray();

            // when
            var pair = new Parallel(graph(parents), colours).differently();

            // then
            var reach = reach(parents);
            assertThat(pair.isPresent())
                    .as("seed %d, round %d: %s %s", seed, round, parents, Arrays.toString(colours))
                    .isEqualTo(existsParallel(reach, colours));
            pair.ifPresent(found -> assertThat(areParallel(reach, colours, found.first(), found.second()))
                    .isTrue());
        }
    }

    @Test
    void shouldSortByLevelsAndMeasureWidth() {
        // given
        var graph = graph(List.of(List.of(3), List.of(), List.of(0, 1), List.of(), List.of(1)));

        // when
        int[] order = graph.order();

        // then
        assertThat(order).containsExactly(1, 3, 4, 0, 2);
        assertThat(IntStream.range(0, 5).map(graph::level)).containsExactly(1, 0, 2, 0, 1);
        assertThat(graph.width()).isEqualTo(2);
    }

    @Test
    void shouldCopeWithLongCycle() {
        // given
        var graph = graph(IntStream.range(0, LARGE)
                .mapToObj(i -> List.of((i + 1) % LARGE))
                .toList());

        // when
        var cycles = graph.cycles();

        // then
        assertThat(cycles).hasSize(1);
        assertThat(cycles.getFirst()).hasSize(LARGE).startsWith(0, 1, 2);
    }

    @Test
    void shouldCopeWithManyColoursInLine() {
        // given
        var graph = graph(IntStream.range(0, LARGE)
                .mapToObj(i -> i == 0 ? List.<Integer>of() : List.of(i - 1))
                .toList());
        int[] colours = IntStream.range(0, LARGE).map(i -> 1 + i % 2).toArray();

        // when
        var pair = new Parallel(graph, colours).differently();

        // then
        assertThat(pair).isEmpty();
    }

    @Test
    void shouldCopeWithWideLevelsOfDifferentColour() {
        // given
        int half = LARGE / 2;
        var parents = IntStream.rangeClosed(0, 2 * half)
                .mapToObj(i -> i < half
                        ? List.<Integer>of()
                        : i == half ? IntStream.range(0, half).boxed().toList() : List.of(half))
                .toList();
        int[] colours = IntStream.rangeClosed(0, 2 * half)
                .map(i -> i < half ? 1 : i == half ? 0 : 2)
                .toArray();

        // when
        var pair = new Parallel(graph(parents), colours).differently();

        // then
        assertThat(pair).isEmpty();
    }

    private static List<List<Integer>> anyGraph(Random random, int size) {
        double density = random.nextDouble() * 1.5 / size;
        List<List<Integer>> parents = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int node = i;
            parents.add(IntStream.range(0, size)
                    .filter(j -> j != node && random.nextDouble() < density)
                    .boxed()
                    .toList());
        }
        return parents;
    }

    private static List<List<Integer>> acyclicGraph(Random random, int size) {
        double density = random.nextDouble();
        var rank = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(rank, random);
        List<List<Integer>> parents = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int node = i;
            parents.add(IntStream.range(0, size)
                    .filter(j -> rank.get(j) < rank.get(node) && random.nextDouble() < density)
                    .boxed()
                    .toList());
        }
        return parents;
    }

    private static boolean existsParallel(boolean[][] reach, int[] colours) {
        return IntStream.range(0, colours.length)
                .anyMatch(a -> IntStream.range(0, colours.length).anyMatch(b -> areParallel(reach, colours, a, b)));
    }

    private static boolean areParallel(boolean[][] reach, int[] colours, int a, int b) {
        return colours[a] != 0 && colours[b] != 0 && colours[a] != colours[b] && !reach[a][b] && !reach[b][a];
    }

    /** Whether one depends on the other, however far. */
    private static boolean[][] reach(List<List<Integer>> parents) {
        int size = parents.size();
        boolean[][] reach = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int parent : parents.get(i)) {
                reach[i][parent] = true;
            }
        }
        for (int via = 0; via < size; via++) {
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    reach[a][b] |= reach[a][via] && reach[via][b];
                }
            }
        }
        return reach;
    }

    private static Graph graph(List<List<Integer>> parents) {
        return new Graph(parents.stream().map(GraphTest::activity).toList());
    }

    private static Activity activity(List<Integer> parents) {
        return new Activity(
                "a",
                "i",
                new Command.Script("r"),
                parents,
                Resources.NONE,
                Map.of(),
                null,
                RetryPolicy.ONCE,
                Map.of(),
                false,
                PodOptions.NONE);
    }
}
