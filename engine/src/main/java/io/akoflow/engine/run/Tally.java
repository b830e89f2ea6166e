package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;

/** How many there are of what, kept up to date with each change instead of counted anew. */
@SuppressWarnings("EnumOrdinal") // an index that never leaves this class
final class Tally {

    private static final ActivityState[] STATES = ActivityState.values();

    private final int[] states;
    private int underWay;
    private int sharing;
    private int following;
    private int unreleased;

    private Tally(int[] states) {
        this.states = states;
    }

    /** Of {@code activities} that nothing has happened to. */
    static Tally of(int activities) {
        var tally = new Tally(new int[STATES.length]);
        tally.state(ActivityState.WAITING, activities);
        return tally;
    }

    Tally copy() {
        var copy = new Tally(states.clone());
        copy.underWay = underWay;
        copy.sharing = sharing;
        copy.following = following;
        copy.unreleased = unreleased;
        return copy;
    }

    void state(ActivityState state, int by) {
        states[state.ordinal()] += by;
    }

    void underWay(int by) {
        underWay += by;
    }

    /** @param leads whether the pod is named after it */
    void sharing(int by, boolean leads) {
        sharing += by;
        following += leads ? 0 : by;
    }

    void unreleased(int by) {
        unreleased += by;
    }

    int count(ActivityState state) {
        return states[state.ordinal()];
    }

    int underWay() {
        return underWay;
    }

    /** How many of those under way share a pod with others, as far as that was decided. */
    int sharing() {
        return sharing;
    }

    /** How many pods those under way have; one that is shared counts until the one that it is named after has ended. */
    int pods() {
        return underWay - following;
    }

    /** How many attempts are over and still have their Jobs. */
    int unreleased() {
        return unreleased;
    }

    /** How many activities are not over. */
    int open() {
        int open = 0;
        for (var state : STATES) {
            open += state.isOver() ? 0 : states[state.ordinal()];
        }
        return open;
    }
}
