package io.akoflow.dispatcher.messaging;

import io.akoflow.contract.DiskRequest;
import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.dispatcher.kubernetes.CallOff;
import io.akoflow.dispatcher.kubernetes.DiskReaders;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Carries out what is wanted of disks. */
@ApplicationScoped
public class DiskRequests {

    private final DiskReaders readers;
    private final Speaker speaker;
    private final MeterRegistry meters;

    DiskRequests(DiskReaders readers, Speaker speaker, MeterRegistry meters) {
        this.readers = readers;
        this.speaker = speaker;
        this.meters = meters;
    }

    /** Returns when it is done, and Kafka has what is to be said about it. */
    void carryOut(DiskRequest request, @Nullable String traceparent, CallOff callOff) {
        switch (request) {
            case OutputsWanted wanted -> {
                var refused = readers.start(wanted, callOff);
                if (callOff.isOff()) {
                    count("outputs-called-off");
                } else {
                    refused.ifPresent(it -> speaker.say(it, traceparent));
                    count(refused.isPresent() ? "outputs-refused" : "outputs-begun");
                }
            }
            case OutputsGivenUp it -> {
                speaker.say(readers.end(it, callOff), traceparent);
                count("outputs-given-up");
            }
        }
    }

    private void count(String outcome) {
        meters.counter("akoflow.dispatcher.outcomes", "outcome", outcome).increment();
    }
}
