package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be true of the facts of one run, and what they tell. */
public final class FactLaws {

    private final ActivityChanged[] last;
    private final BitSet resumed = new BitSet();
    private RunState state = RunState.SUBMITTED;
    private long seq;

    public FactLaws(int activities) {
        last = new ActivityChanged[activities];
    }

    /** Where the run is. */
    public RunState state() {
        return state;
    }

    /** How many facts there were. */
    public long seq() {
        return seq;
    }

    /** The last fact about an activity; null when there was none. */
    public @Nullable ActivityChanged last(int activity) {
        return last[activity];
    }

    /** Where each activity is. */
    public List<ActivityState> states() {
        var states = new ArrayList<ActivityState>();
        for (var fact : last) {
            states.add(fact == null ? ActivityState.WAITING : fact.state());
        }
        return states;
    }

    /** The next fact. */
    public void said(RunFact fact) {
        assertThat(fact.seq()).as("seq of %s", fact).isEqualTo(++seq);
        switch (fact) {
            case RunFact.RunStarted _ -> {
                assertThat(state == RunState.RUNNING || state == RunState.SUCCEEDED)
                        .as("started again while %s", state)
                        .isFalse();
                state = RunState.RUNNING;
                resumed.set(0, last.length);
            }
            case ActivityChanged changed -> {
                var old = last[changed.activity()];
                assertThat(old == null || mayFollow(old.state(), changed))
                        .as("%s after %s", changed, old)
                        .isTrue();
                last[changed.activity()] = changed;
            }
            case RunFact.RunEnded ended -> {
                assertThat(!state.isOver() || state == ended.state())
                        .as("over as %s, and now %s", state, ended)
                        .isTrue();
                assertThat(states()).allMatch(ActivityState::isOver);
                state = ended.state();
            }
        }
    }

    /** Nothing follows a conclusion, except once after each resume. */
    private boolean mayFollow(ActivityState old, ActivityChanged changed) {
        boolean begins = resumed.get(changed.activity()) && isBeginning(changed.state());
        resumed.clear(changed.activity());
        return !old.isOver() || (begins && old != ActivityState.SUCCEEDED);
    }

    private static boolean isBeginning(ActivityState state) {
        return state == ActivityState.WAITING || state == ActivityState.READY || state == ActivityState.BACKING_OFF;
    }
}
