package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphTest {

    /** 0 → 1 → 4, 2 → 4, 3, written in the order of the file. */
    private static final Graph GRAPH = new Graph(new Sketch()
            .activity()
            .activity(0)
            .activity()
            .activity()
            .activity(2, 1)
            .workflow()
            .activities());

    @Test
    void shouldKnowChildrenInTheOrderOfTheFileWhenParentsAreGiven() {
        // when
        int[] children = new Graph(new Sketch()
                        .activity()
                        .activity(0)
                        .activity(1, 0)
                        .activity(0)
                        .workflow()
                        .activities())
                .children(0);

        // then
        assertThat(children).containsExactly(1, 2, 3);
    }

    @Test
    void shouldPutTheLongestWayFirstWhenOrderedByUrgency() {
        // when
        var order = IntStream.range(0, GRAPH.size()).map(GRAPH::at);

        // then
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void shouldFindEverybodysPlaceWhenOrderedByUrgency() {
        // when
        var places = IntStream.range(0, GRAPH.size()).map(i -> GRAPH.place(GRAPH.at(i)));

        // then
        assertThat(places).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void shouldOrderByTheLongestWayWhenTheFileHasAnotherOrder() {
        // given
        var graph = new Graph(new Sketch()
                .activity()
                .activity()
                .activity(1)
                .activity(2)
                .workflow()
                .activities());

        // when
        var order = IntStream.range(0, graph.size()).map(graph::at);

        // then
        assertThat(order).containsExactly(1, 2, 0, 3);
    }
}
