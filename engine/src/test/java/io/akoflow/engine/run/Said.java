package io.akoflow.engine.run;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.ActivityCommand.OfAttempt;
import io.akoflow.contract.ActivityCommand.Packed;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunFact.RunStarted;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a decision says, in few words: {@code ready 0/1 +2} is about activity 0, attempt 1, and activity 2 in its pod.
 */
final class Said {

    private Said() {}

    static List<String> commands(Decision decision) {
        return decision.commands().stream().map(Said::words).toList();
    }

    static List<String> facts(Decision decision) {
        return decision.facts().stream().map(Said::words).toList();
    }

    private static String words(ActivityCommand command) {
        return switch (command) {
            case ActivityReady ready ->
                "ready " + about(ready) + with(ready.others().stream().map(Packed::activity));
            case ActivityWithdrawn withdrawn ->
                "withdrawn " + about(withdrawn)
                        + with(withdrawn.others().stream().map(Member::activity));
            case ActivityCheck check ->
                "check " + about(check) + with(check.others().stream().map(Member::activity));
            case ActivityReleased released -> "released " + about(released);
            case RunReleased _ -> "run released";
        };
    }

    private static String with(Stream<Integer> others) {
        return others.map(other -> " +" + other).collect(Collectors.joining());
    }

    private static String about(OfAttempt command) {
        return command.activity() + "/" + command.attempt();
    }

    private static String words(RunFact fact) {
        return switch (fact) {
            case RunStarted _ -> "run started";
            case ActivityChanged changed ->
                "%d/%d %s".formatted(changed.activity(), changed.attempt(), changed.state());
            case RunEnded ended -> "run " + ended.state();
        };
    }
}
