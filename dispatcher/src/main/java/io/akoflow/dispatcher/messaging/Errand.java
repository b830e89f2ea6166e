package io.akoflow.dispatcher.messaging;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.dispatcher.kubernetes.CallOff;
import io.akoflow.wire.Decoded;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record to be dealt with.
 *
 * @param content what it says
 * @param progress of its partition, for as long as that is ours
 * @param callOff tells that it need not be dealt with any more
 */
record Errand(ConsumerRecord<byte[], byte[]> record, Decoded content, Progress progress, CallOff callOff) {

    /** Counts as unfinished from now on. */
    static Errand begin(ConsumerRecord<byte[], byte[]> record, Decoded content, Progress progress) {
        progress.begin(record.offset());
        return new Errand(record, content, progress, new CallOff());
    }

    void finish() {
        progress.finish(record.offset());
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Those with the same key are done one after the other. */
    String key() {
        byte[] key = record.key();
        return key == null ? partition() + "/" + record.offset() : new String(key, StandardCharsets.UTF_8);
    }

    /** Whether it takes back what {@code other} is to create or to have read. */
    boolean withdraws(Errand other) {
        return givesUp(other) || takesBack(other);
    }

    private boolean givesUp(Errand other) {
        return content instanceof Decoded.Known(var _, OutputsGivenUp givenUp)
                && other.content instanceof Decoded.Known(var _, OutputsWanted wanted)
                && givenUp.request().equals(wanted.request());
    }

    private boolean takesBack(Errand other) {
        return content instanceof Decoded.Known(var _, ActivityWithdrawn withdrawn)
                && other.content instanceof Decoded.Known(var _, ActivityReady ready)
                && withdrawn.attempt() == ready.attempt()
                && withdrawn.activity() == ready.activity()
                && withdrawn.run().equals(ready.run());
    }
}
