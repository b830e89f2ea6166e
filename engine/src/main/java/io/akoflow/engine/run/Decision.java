package io.akoflow.engine.run;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.RunFact;
import java.util.List;

/**
 * What {@link Run#decide} decided: rows to keep and messages to say, all or nothing.
 *
 * @param changes in the order in which to apply them; at most one for each row
 * @param commands for the dispatcher
 * @param facts with the next numbers of the run's {@code seq}
 * @param stale whether the input changed nothing because it was a repetition, late, or about something unknown
 */
public record Decision(List<Change> changes, List<ActivityCommand> commands, List<RunFact> facts, boolean stale) {

    static final Decision NOTHING = new Decision(List.of(), List.of(), List.of(), true);

    public Decision {
        changes = List.copyOf(changes);
        commands = List.copyOf(commands);
        facts = List.copyOf(facts);
    }
}
