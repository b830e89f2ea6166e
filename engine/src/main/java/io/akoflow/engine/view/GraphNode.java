package io.akoflow.engine.view;

import java.util.List;

/** What is drawn as one. */
public sealed interface GraphNode {

    /** Its own within its graph. */
    String id();

    String label();

    int level();

    /** One activity. */
    record Single(int activity, String label, int level) implements GraphNode {
        @Override
        public String id() {
            return "a" + activity;
        }
    }

    /**
     * Some activities of the same level and kind.
     *
     * @param activities first and last ordinals of ranges
     */
    record Group(String id, String label, int level, List<List<Integer>> activities) implements GraphNode {
        public Group {
            activities = List.copyOf(activities);
        }
    }
}
