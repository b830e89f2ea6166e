package io.akoflow.engine.run;

import io.akoflow.contract.RunId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * How many pods each of several runs may have, so that what they begin never makes them more than a limit altogether.
 * While nobody waits, a run may have whatever is free. Otherwise each may have an equal part: who has more begins
 * nothing, and who could not begin all that is ready gets what is free in turns: those with less than their part before
 * others, and of them the longest waiting first. What becomes of a run has to be noted here each time, or what it frees
 * is lost. Not thread-safe.
 */
public final class Shares {

    private final int limit;

    /** Of all runs that have some, or wait. */
    private final Map<RunId, Integer> pods = new HashMap<>();

    private final SequencedSet<RunId> waiting = new LinkedHashSet<>();
    private int all;

    /** @param limit of pods, at least 1 */
    public Shares(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("Expected a limit of at least 1, but it is " + limit);
        }
        this.limit = limit;
    }

    /** Knows of no run any more. */
    public void clear() {
        pods.clear();
        waiting.clear();
        all = 0;
    }

    /** How many pods all runs have. */
    public int pods() {
        return all;
    }

    /** How many runs wait for their turn. */
    public int waiting() {
        return waiting.size();
    }

    /** The most pods that {@code run} may have when something has happened to it; see {@link Run#decide}. */
    public int most(RunId run) {
        return most(run, 0);
    }

    /** Whose turn it is; empty while nothing is free, or nobody waits. */
    public Optional<RunId> next() {
        if (waiting.isEmpty() || all >= limit) {
            return Optional.empty();
        }
        int part = limit / pods.size();
        return part == 0
                ? Optional.of(waiting.getFirst())
                : waiting.stream().filter(run -> own(run) < part).findFirst().or(() -> Optional.of(waiting.getFirst()));
    }

    /**
     * A run has its turn. Whether it waits again has to be noted, and then it is the last one.
     *
     * @return the most pods that it may have: its part; or more than it has by what is free, shared among all who wait;
     *     but not more than is free
     */
    public int takeTurn(RunId run) {
        int own = own(run);
        int most = most(run, own + Math.max(1, (limit - all) / Math.max(1, waiting.size())));
        note(run, own, false);
        return most;
    }

    private int most(RunId run, int atLeast) {
        int withAllThatIsFree = own(run) + limit - all;
        boolean othersWait = waiting.size() > (waiting.contains(run) ? 1 : 0);
        int part = limit / (pods.size() + (pods.containsKey(run) ? 0 : 1));
        return othersWait ? Math.min(withAllThatIsFree, Math.max(atLeast, part)) : withAllThatIsFree;
    }

    private int own(RunId run) {
        return pods.getOrDefault(run, 0);
    }

    /**
     * Notes what has become of a run that might begin something.
     *
     * @param most pods that it might have
     */
    public void note(Run run, int most) {
        note(run.id(), run.pods(), run.pods() >= most && run.waitsForRoom());
    }

    /** Notes how a run is to which something has happened from which nothing follows: it was not asked to begin. */
    public void note(Run run) {
        note(run.id(), run.pods(), run.waitsForRoom());
    }

    /**
     * Notes how a run is.
     *
     * @param own how many pods it has
     * @param waits whether it may have activities that are ready and could not begin
     */
    public void note(RunId run, int own, boolean waits) {
        var before = own > 0 || waits ? pods.put(run, own) : pods.remove(run);
        all += own - (before == null ? 0 : before);
        if (waits) {
            waiting.add(run);
        } else {
            waiting.remove(run);
        }
    }
}
