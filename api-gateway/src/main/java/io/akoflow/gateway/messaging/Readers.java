package io.akoflow.gateway.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.gateway.store.Positions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Everything that is read from Kafka. The gateway is not ready while one of its readers does not go on. */
@Readiness
@ApplicationScoped
public class Readers implements HealthCheck {

    private final List<TopicReader> readers;
    private final Tail tail;
    private final Bells bells;

    Readers(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Positions positions,
            Speaker speaker,
            NewsKeeper news,
            Submissions submissions,
            Bells bells) {
        var facts = new MessageSink(speaker, news::keepFacts);
        var output = new MessageSink(speaker, news::keepOutput);
        var files = new SubmissionSink(submissions, speaker, positions);
        var paced = Pace.of(kafka);
        this.readers = List.of(
                new TopicReader(Topic.RUNS.topicName(), paced, positions, facts),
                new TopicReader(Topic.OUTPUT.topicName(), paced, positions, output),
                new TopicReader(Topic.SUBMISSIONS.topicName(), kafka, positions, files));
        this.tail = new Tail(paced, List.of(Topic.RUNS, Topic.OUTPUT), bells::heard);
        this.bells = bells;
    }

    void start(@Observes StartupEvent event) {
        readers.forEach(TopicReader::start);
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        bells.close();
        tail.stop();
        for (var reader : readers) {
            reader.stop();
        }
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("Kafka readers").up();
        for (var reader : readers) {
            var trouble = reader.trouble();
            health.withData(reader.topic(), trouble == null ? "reading" : trouble);
            if (trouble != null) {
                health.down();
            }
        }
        return health.build();
    }
}
