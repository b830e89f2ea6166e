package io.akoflow.engine.run;

import io.akoflow.contract.RunId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * How many attempts each of several runs may have under way, so that all of them together never begin more than a
 * limit. While nobody waits, a run may have whatever is free. Otherwise each may have an equal part: who has more
 * begins nothing, and who could not begin all that is ready gets what is free in turns: those with less than their part
 * before others, and of them the longest waiting first. What is decided about a run has to be noted here each time, or
 * what it frees is lost. Not thread-safe.
 */
public final class Shares {

    private final int limit;

    /** Of all runs that have some under way, or wait. */
    private final Map<RunId, Integer> underWay = new HashMap<>();

    private final SequencedSet<RunId> waiting = new LinkedHashSet<>();
    private int all;

    /** @param limit of attempts under way, at least 1 */
    public Shares(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("Expected a limit of at least 1, but it is " + limit);
        }
        this.limit = limit;
    }

    /** Knows of no run any more. */
    public void clear() {
        underWay.clear();
        waiting.clear();
        all = 0;
    }

    /** How many attempts of all runs are under way. */
    public int underWay() {
        return all;
    }

    /** How many runs wait for their turn. */
    public int waiting() {
        return waiting.size();
    }

    /** The most that {@code run} may have under way when something has happened to it; see {@link Run#decide}. */
    public int most(RunId run) {
        return most(run, 0);
    }

    /** Whether it is somebody's turn. */
    public boolean hasTurns() {
        return !waiting.isEmpty() && all < limit;
    }

    /** Whose turn it is, in this order, as long as there is room; at most {@code most}. */
    public List<RunId> turns(int most) {
        return waiting.stream()
                .sorted(Comparator.comparing(run -> own(run) >= part(run)))
                .limit(Math.max(0, Math.min(most, limit - all)))
                .toList();
    }

    /**
     * A run has its turn. Whether it waits again has to be noted, and then it is the last one.
     *
     * @return the most that it may have under way: one more than it has, even if that is more than its part
     */
    public int takeTurn(RunId run) {
        int own = own(run);
        int most = most(run, own + 1);
        note(run, own, false);
        return most;
    }

    private int most(RunId run, int atLeast) {
        int withAllThatIsFree = own(run) + limit - all;
        boolean othersWait = waiting.size() > (waiting.contains(run) ? 1 : 0);
        return othersWait ? Math.min(withAllThatIsFree, Math.max(atLeast, part(run))) : withAllThatIsFree;
    }

    private int own(RunId run) {
        return underWay.getOrDefault(run, 0);
    }

    private int part(RunId run) {
        return limit / (underWay.size() + (underWay.containsKey(run) ? 0 : 1));
    }

    /**
     * Notes what has become of a run.
     *
     * @param most that it might have under way
     */
    public void note(Run run, int most) {
        note(run.id(), run.underWay(), run.underWay() >= most && run.waitsForRoom());
    }

    /**
     * Notes how a run is.
     *
     * @param attempts how many of its are under way
     * @param waits whether it may have activities that are ready and could not begin
     */
    public void note(RunId run, int attempts, boolean waits) {
        var before = attempts > 0 || waits ? underWay.put(run, attempts) : underWay.remove(run);
        all += attempts - (before == null ? 0 : before);
        if (waits) {
            waiting.add(run);
        } else {
            waiting.remove(run);
        }
    }
}
