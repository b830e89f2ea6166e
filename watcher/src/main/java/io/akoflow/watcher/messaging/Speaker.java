package io.akoflow.watcher.messaging;

import io.akoflow.contract.Message;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Output;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.Topic;
import io.akoflow.wire.Publisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** Says what the watcher has to say. What was seen never waits behind what was printed: each has its own connection. */
@ApplicationScoped
public class Speaker {

    private static final Logger LOG = Logger.getLogger(Speaker.class);
    private static final String SOURCE = "akoflow/watcher";
    private static final int BLOCKED_MILLIS = 2000;
    private static final int BUFFER_BYTES = 16 * 1024 * 1024;
    private static final long PAUSE_MILLIS = 500;
    /**
     * People read it; a request for each line of each activity would cost the broker more than all else that is said.
     */
    private static final Duration OUTPUT_LINGERS = Duration.ofMillis(50);
    /** So many characters are worth a request of their own, and come from a log whose reader waits for each chunk. */
    private static final int LARGE = 64 * 1024;

    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final Publisher observed;
    private final Publisher output;
    private final MeterRegistry meters;
    private volatile boolean answered;
    private volatile boolean closed;

    @Inject
    Speaker(@Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry meters) {
        this(
                Publisher.connect(settings(kafka), SOURCE),
                Publisher.connect(settings(kafka), SOURCE, OUTPUT_LINGERS),
                meters);
    }

    Speaker(Publisher observed, Publisher output, MeterRegistry meters) {
        this.observed = observed;
        this.output = output;
        this.meters = meters;
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED_MILLIS);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        return settings;
    }

    /**
     * Gets to know its topics, so that the first words come out as fast as all others. Returns when Kafka has answered.
     */
    public void warmUp() {
        while (!answered && !closed) {
            answered = observed.isReadyFor(Topic.OBSERVED) && output.isReadyFor(Topic.OUTPUT);
            if (!answered) {
                LOG.warn("Expected Kafka to answer, but it does not yet");
            }
        }
    }

    /** Whether Kafka has ever answered. */
    boolean hasAnswer() {
        return answered;
    }

    /** Says what was seen, as the beginning of a trace. Done when Kafka has it; failed when it has to be said again. */
    public CompletionStage<Void> say(Observation seen) {
        try {
            return observed.say(seen, traceparent()).thenRun(() -> count(seen));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Says something, and returns when Kafka has it, however long that takes. */
    public void sayUntilTaken(Message message) throws InterruptedException {
        while (!isTaken(message)) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Says something that may get lost. */
    public void sayIfTaken(Output message) {
        try {
            var _ = output.say(message);
        } catch (RuntimeException e) {
            LOG.debugf(e, "Not said: '%s'", message.messageId());
        }
    }

    private boolean isTaken(Message message) throws InterruptedException {
        try {
            var said = message instanceof Observation seen ? say(seen) : output.say(message);
            if (message instanceof LogChunk chunk && chunk.data().length() >= LARGE) {
                output.flush();
            }
            said.toCompletableFuture().get();
            return true;
        } catch (InterruptException _) {
            throw new InterruptedException();
        } catch (ExecutionException e) {
            LOG.warnf("Expected Kafka to take '%s', but it did not: %s", message.messageId(), e.getMessage());
            return false;
        }
    }

    private void count(Observation seen) {
        meters.counter("akoflow.watcher.said", "type", MessageType.of(seen).wireName())
                .increment();
    }

    private String traceparent() {
        byte[] bytes = new byte[TRACE_BYTES + SPAN_BYTES];
        random.nextBytes(bytes);
        var hex = HexFormat.of();
        return "00-%s-%s-01"
                .formatted(hex.formatHex(bytes, 0, TRACE_BYTES), hex.formatHex(bytes, TRACE_BYTES, bytes.length));
    }

    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        var other = Thread.ofVirtual().start(output::close);
        observed.close();
        other.join();
    }
}
