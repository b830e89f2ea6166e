package io.akoflow.planner.messaging;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.planner.store.Saying;
import io.akoflow.wire.Publisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Says what was decided, and comes back when Kafka has it. */
final class Speaker {

    /** How the planner is called in what it says. */
    static final String SOURCE = "akoflow/planner";

    private static final long PATIENCE_MILLIS = 500;

    private final Publisher publisher;
    private final Runnable meanwhile;

    /** @param meanwhile is done now and then while Kafka does not answer; when it throws, nobody waits any longer */
    Speaker(Publisher publisher, Runnable meanwhile) {
        this.publisher = publisher;
        this.meanwhile = meanwhile;
    }

    /** A publisher that never gives up, since what is said later must not overtake what could not be said. */
    static Publisher connect(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return Publisher.connect(settings, SOURCE);
    }

    /** Says all of {@code sayings}, and comes back when Kafka has them. */
    void say(List<Saying> sayings) {
        await(begin(sayings));
    }

    /**
     * Says all of {@code sayings}, commands first: somebody's pod waits for them. Done when Kafka has them; what is
     * said later does not overtake them.
     */
    CompletableFuture<Void> begin(List<Saying> sayings) {
        List<CompletionStage<Void>> said = new ArrayList<>();
        for (boolean commands : new boolean[] {true, false}) {
            for (var saying : sayings) {
                if (saying.message() instanceof ActivityCommand == commands) {
                    said.add(publisher.say(saying.message(), saying.at(), saying.traceparent()));
                }
            }
        }
        return all(said);
    }

    /** Sends records as they are. */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        await(all(records.stream().map(publisher::send).toList()));
    }

    private static CompletableFuture<Void> all(List<CompletionStage<Void>> said) {
        return CompletableFuture.allOf(
                said.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
    }

    /** Comes back when {@code all} is done. */
    void await(CompletableFuture<Void> all) {
        while (true) {
            try {
                all.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException _) {
                meanwhile.run();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Expected Kafka to take it, but " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Expected Kafka to take it, but was interrupted", e);
            }
        }
    }
}
