package io.akoflow.engine.view;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a graph is to be drawn.
 *
 * @param expand ids of groups whose activities are drawn one by one
 * @param failed ordinals of those that are always drawn one by one, up to some number of each group
 */
public record Shape(Collapse collapse, SortedSet<String> expand, SortedSet<Integer> failed) {

    public Shape {
        expand = Collections.unmodifiableSortedSet(new TreeSet<>(expand));
        failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    }

    /** The same for sets in any order. */
    public static Shape of(Collapse collapse, Set<String> expand, Set<Integer> failed) {
        return new Shape(collapse, new TreeSet<>(expand), new TreeSet<>(failed));
    }
}
