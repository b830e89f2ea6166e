package io.akoflow.watcher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.RunId;
import io.akoflow.wire.Publisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the watcher says")
class SpeakerTest {

    private static final int CHUNK = 128 * 1024;

    /** It sends nothing by itself, as one that lingers for ever. */
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    private final Publisher publisher = new Publisher(producer, "akoflow/watcher", InstantSource.system());
    private final Speaker speaker = new Speaker(publisher, publisher, new SimpleMeterRegistry());

    @Test
    void shouldNotLingerWhenTheReaderOfALongLogWaits() throws Exception {
        // when
        var said = saying("x".repeat(CHUNK));

        // then
        said.get(20, TimeUnit.SECONDS);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void shouldLingerForMoreWhenAPieceIsSmall() throws Exception {
        // when
        var said = saying("bGluZQ==");
        await().until(() -> producer.history().size() == 1);

        // then
        assertThat(said).isNotDone();
        assertThat(producer.completeNext()).isTrue();
        said.get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> saying(String data) {
        var chunk = new LogChunk(new RunId("01hzz000000000000000000001"), 0, 1, "pod", "main", 0, data);
        var said = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            try {
                speaker.sayUntilTaken(chunk);
                said.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                said.completeExceptionally(e);
            }
        });
        return said;
    }
}
