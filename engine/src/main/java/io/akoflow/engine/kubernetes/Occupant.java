package io.akoflow.engine.kubernetes;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * An attempt that is to have containers in a pod.
 *
 * @param seat how those are told from others'
 */
record Occupant(AttemptId id, AttemptSpec spec, Seat seat) {

    /** The lead first. */
    static List<Occupant> of(ActivityReady ready) {
        var pack = Pack.of(ready);
        var lead = new Occupant(ready.attemptId(), ready.spec(), pack.seat(ready.attemptId()));
        return Stream.concat(Stream.of(lead), ready.others().stream().map(it -> {
                    var id = new AttemptId(ready.run(), it.activity(), it.attempt());
                    return new Occupant(id, it.spec(), pack.seat(id));
                }))
                .toList();
    }

    static Occupant alone(AttemptId id, AttemptSpec spec) {
        return new Occupant(id, spec, Seat.ALONE);
    }
}
