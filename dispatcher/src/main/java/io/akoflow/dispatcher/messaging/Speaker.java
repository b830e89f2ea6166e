package io.akoflow.dispatcher.messaging;

import io.akoflow.contract.Message;
import io.akoflow.wire.Publisher;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says what the dispatcher has to say, and goes on saying it until Kafka has it. */
@ApplicationScoped
public class Speaker {

    /** How the dispatcher is called in what it says. */
    static final String SOURCE = "akoflow/dispatcher";

    private static final Logger LOG = Logger.getLogger(Speaker.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Map<String, Object> kafka;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Publisher publisher;

    Speaker(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** Returns when Kafka has {@code message}; throws when this service ends before. */
    void say(Message message, @Nullable String traceparent) {
        insist(message.messageId(), it -> it.say(message, traceparent));
    }

    /** The same for several that go together; after trouble all are said again. */
    void sayAll(List<? extends Message> messages, @Nullable String traceparent) {
        if (!messages.isEmpty()) {
            insist(messages.getFirst().messageId(), it -> it.sayAll(messages, traceparent));
        }
    }

    /** The same for a record as it is. */
    void send(ProducerRecord<byte[], byte[]> record) {
        insist(record.topic(), it -> it.send(record));
    }

    void close() {
        closing.countDown();
        synchronized (this) {
            if (publisher != null) {
                publisher.close();
            }
        }
    }

    private void insist(String what, Function<Publisher, CompletionStage<Void>> saying) {
        try {
            while (!saidBy(what, saying)) {
                if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new ServiceEndsException("Expected to say '%s', but this service ends".formatted(what));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceEndsException("Expected to say '%s', but was interrupted".formatted(what));
        }
    }

    private boolean saidBy(String what, Function<Publisher, CompletionStage<Void>> saying) throws InterruptedException {
        try {
            saying.apply(publisher()).toCompletableFuture().get();
            return true;
        } catch (ExecutionException | RuntimeException e) {
            LOG.warnf("Expected Kafka to take '%s', but it did not: %s", what, e.getMessage());
            return false;
        }
    }

    private synchronized Publisher publisher() {
        if (publisher == null) {
            publisher = Publisher.connect(kafka, SOURCE);
        }
        return publisher;
    }
}
