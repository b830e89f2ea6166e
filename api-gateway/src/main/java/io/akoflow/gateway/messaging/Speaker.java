package io.akoflow.gateway.messaging;

import io.akoflow.contract.Message;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.wire.Publisher;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Says what the gateway has to say. */
@ApplicationScoped
public class Speaker {

    /** How the gateway is called in what it says. */
    static final String SOURCE = "akoflow/api-gateway";

    private static final Logger LOG = Logger.getLogger(Speaker.class);

    private final Publisher publisher;
    private final Duration patience;

    Speaker(@Identifier("default-kafka-broker") Map<String, Object> kafka, GatewayConfig config) {
        Map<String, Object> settings = new HashMap<>(kafka);
        this.patience = config.kafkaPatience();
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        this.publisher = Publisher.connect(settings, SOURCE);
    }

    /** Whether Kafka has {@code message} within the time there is; if not, it may have it later. */
    public boolean say(Message message) {
        return inTime(publisher.say(message), message.messageId());
    }

    /** Says {@code message} without waiting; that it did not arrive is only logged. */
    public void mention(Message message) {
        var _ = publisher.say(message).exceptionally(failure -> {
            LOG.warnf("Expected Kafka to take '%s', but %s", message.messageId(), failure.getMessage());
            return null;
        });
    }

    /** Whether Kafka has a record, as it is, within the time there is; if not, it may have it later. */
    boolean put(ProducerRecord<byte[], byte[]> record) {
        return inTime(publisher.send(record), record.topic());
    }

    /** Sends a record as it is, or throws. */
    void send(ProducerRecord<byte[], byte[]> record) {
        if (!put(record)) {
            throw new IllegalStateException(
                    "Expected Kafka to take a record for '%s' in time, but it did not".formatted(record.topic()));
        }
    }

    private boolean inTime(CompletionStage<Void> said, String what) {
        try {
            said.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("Expected Kafka to take '%s' within %s, but it did not: %s", what, patience, e.getMessage());
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        publisher.close();
    }
}
