package io.akoflow.dispatcher.messaging;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.DiskRequest;
import io.akoflow.wire.DeadLetter;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.Envelope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** All that is read and not finished, and how far each partition is. */
@ApplicationScoped
public class Errands {

    private static final Logger LOG = Logger.getLogger(Errands.class);

    private final Map<TopicPartition, Progress> progress = new ConcurrentHashMap<>();
    private final Lanes lanes = new Lanes(this::run);
    private final CommandHandler handler;
    private final DiskRequests disks;
    private final Speaker speaker;

    Errands(CommandHandler handler, DiskRequests disks, Speaker speaker, MeterRegistry meters) {
        this.handler = handler;
        this.disks = disks;
        this.speaker = speaker;
        Gauge.builder("akoflow.dispatcher.commands", lanes, Lanes::size)
                .description("commands that are read and not finished")
                .register(meters);
    }

    /** Has what {@code record} says dealt with. */
    void add(ConsumerRecord<byte[], byte[]> record, Decoded content) {
        lanes.add(Errand.begin(record, content, progress(record)));
    }

    /** Nobody deals with {@code record}, and so nothing after it is ever committed. */
    void block(ConsumerRecord<byte[], byte[]> record) {
        progress(record).begin(record.offset());
    }

    int size() {
        return lanes.size();
    }

    /** What can be committed and was not yet. */
    Map<TopicPartition, OffsetAndMetadata> due() {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        progress.forEach(
                (partition, it) -> it.due().ifPresent(position -> due.put(partition, new OffsetAndMetadata(position))));
        return due;
    }

    /** Somebody else goes on with these, so nothing is begun any more. */
    void abandon(Collection<TopicPartition> partitions) {
        partitions.forEach(progress::remove);
        lanes.callOff(errand -> partitions.contains(errand.partition()));
    }

    private Progress progress(ConsumerRecord<byte[], byte[]> record) {
        return progress.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), _ -> new Progress());
    }

    private void run(Errand errand) {
        try {
            if (!errand.callOff().isOff()) {
                dealWith(errand);
            }
            errand.finish();
        } catch (ServiceEndsException e) {
            LOG.debug(e.getMessage());
        }
    }

    private void dealWith(Errand errand) {
        switch (errand.content()) {
            case Decoded.Known(var envelope, ActivityCommand command) ->
                carryOut(errand, envelope, () -> handler.carryOut(command, envelope.traceparent(), errand.callOff()));
            case Decoded.Known(var envelope, DiskRequest request) ->
                carryOut(errand, envelope, () -> disks.carryOut(request, envelope.traceparent(), errand.callOff()));
            case Decoded.Known(var envelope, var _) ->
                lay(errand, "Expected a command, but its type is '%s'".formatted(envelope.type()));
            case Decoded.Unreadable(var reason) -> lay(errand, reason);
            case Decoded.UnknownType(var type) ->
                throw new IllegalStateException("Expected '%s' to have stopped the reader".formatted(type));
        }
    }

    private void carryOut(Errand errand, Envelope envelope, Runnable work) {
        try {
            work.run();
        } catch (ServiceEndsException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Expected to carry out '%s', but could not", envelope.id());
            lay(errand, "Expected a command that can be carried out, but " + e);
        }
    }

    private void lay(Errand errand, String reason) {
        speaker.send(DeadLetter.of(errand.record(), Speaker.SOURCE, reason));
        handler.count("dead-letter");
    }
}
