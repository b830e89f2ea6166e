package io.akoflow.engine.yaml;

import java.util.List;
import java.util.Set;

/** A part of a document, with the place where it starts. */
public sealed interface Node {

    /** From 1. */
    int line();

    /** From 1. */
    int column();

    /**
     * Text, or what may be a number, a truth value or nothing.
     *
     * @param text as written, without quotes
     * @param plain without quotes, and so possibly more than text
     */
    record Scalar(int line, int column, String text, boolean plain) implements Node {

        private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

        /** Whether nothing is written here. */
        public boolean isNothing() {
            return plain && NOTHING.contains(text);
        }
    }

    /** A list. */
    record Sequence(int line, int column, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys and values, in the file's order, as often as they are written; what {@code <<} merges comes last. */
    record Mapping(int line, int column, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** A key with its value. */
    record Entry(Node key, Node value) {}
}
