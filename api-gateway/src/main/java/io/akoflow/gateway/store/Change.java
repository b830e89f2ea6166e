package io.akoflow.gateway.store;

/**
 * A place in the order of changes of a run, in which many activities may have changed at once.
 *
 * @param seq of the run
 * @param ordinal the last activity of those that changed then
 */
public record Change(long seq, int ordinal) {

    /** Before all that can change. */
    public static final Change NONE = allOf(-1);

    /** After everything that changed then. */
    public static Change allOf(long seq) {
        return new Change(seq, Integer.MAX_VALUE);
    }
}
