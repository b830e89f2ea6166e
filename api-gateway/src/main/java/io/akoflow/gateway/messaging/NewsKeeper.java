package io.akoflow.gateway.messaging;

import io.akoflow.contract.Message;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.Output.UsageSampled;
import io.akoflow.contract.RunFact;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.store.LogChunkRow;
import io.akoflow.gateway.store.LogKey;
import io.akoflow.gateway.store.LogStore;
import io.akoflow.gateway.store.Position;
import io.akoflow.gateway.store.ReadModel;
import io.akoflow.gateway.store.UsageStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps what is heard of the runs, and tells those who wait for it. */
@ApplicationScoped
public class NewsKeeper {

    private static final Logger LOG = Logger.getLogger(NewsKeeper.class);

    private final ReadModel model;
    private final LogStore logs;
    private final UsageStore usage;
    private final Bells bells;
    private final long logBytes;

    NewsKeeper(ReadModel model, LogStore logs, UsageStore usage, Bells bells, GatewayConfig config) {
        this.model = model;
        this.logs = logs;
        this.usage = usage;
        this.bells = bells;
        this.logBytes = config.logBytes();
    }

    void keepFacts(List<Message> messages, List<Position> positions) {
        var facts = messages.stream()
                .filter(RunFact.class::isInstance)
                .map(RunFact.class::cast)
                .toList();
        model.keep(facts, positions);
        ring(messages);
    }

    void keepOutput(List<Message> messages, List<Position> positions) {
        List<LogChunkRow> chunks = new ArrayList<>();
        List<UsageSampled> samples = new ArrayList<>();
        for (var message : messages) {
            if (message instanceof LogChunk chunk) {
                addTo(chunks, chunk);
            } else if (message instanceof UsageSampled sample) {
                samples.add(sample);
            }
        }
        usage.keep(samples); // if what follows fails, it is read and kept again, which changes nothing
        logs.keep(chunks, positions, logBytes);
        ring(messages);
    }

    private static void addTo(List<LogChunkRow> chunks, LogChunk chunk) {
        try {
            var log = new LogKey(chunk.run().value(), chunk.activity(), chunk.attempt());
            byte[] data = Base64.getDecoder().decode(chunk.data());
            chunks.add(new LogChunkRow(log, chunk.container(), chunk.podUid(), chunk.offset(), data));
        } catch (IllegalArgumentException e) {
            LOG.warnf("Expected log chunk '%s' to be base64, but %s", chunk.messageId(), e.getMessage());
        }
    }

    private void ring(List<Message> messages) {
        messages.stream().map(Message::key).distinct().forEach(bells::kept);
        messages.stream()
                .filter(RunFact.ActivityChanged.class::isInstance)
                .map(Message::subject)
                .distinct()
                .forEach(bells::kept);
    }
}
