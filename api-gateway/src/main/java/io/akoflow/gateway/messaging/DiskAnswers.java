package io.akoflow.gateway.messaging;

import io.akoflow.contract.OutputsRefused;
import io.akoflow.contract.Topic;
import io.akoflow.gateway.outputs.ReaderJobs;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears on every replica why disks are not read; the replica that asked knows what to do with it. */
@ApplicationScoped
public class DiskAnswers {

    private final RecordCodec codec = new RecordCodec();
    private final ReaderJobs jobs;
    private final Tail tail;

    DiskAnswers(@Identifier("default-kafka-broker") Map<String, Object> kafka, ReaderJobs jobs) {
        this.jobs = jobs;
        this.tail = new Tail(kafka, List.of(Topic.DISK_ANSWERS), this::hear);
    }

    void start(@Observes StartupEvent event) {
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        tail.stop();
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (codec.decode(record.headers(), record.value()) instanceof Decoded.Known(var _, OutputsRefused refused)) {
            jobs.refused(refused);
        }
    }
}
