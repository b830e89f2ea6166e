package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.engine.kubernetes.AttemptView;
import io.akoflow.engine.kubernetes.AttemptView.EventView;
import io.akoflow.engine.kubernetes.JobView;
import io.akoflow.engine.kubernetes.Patience;
import io.akoflow.engine.kubernetes.PodReading;
import io.akoflow.engine.kubernetes.PodReading.Trouble;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.engine.kubernetes.Seat;
import io.akoflow.wire.RecordCodec;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's golden files, read in the way in which Kubernetes' answers are. */
class ViewsTest {

    private static final Path CASES = Path.of("../engine/src/test/resources/podreading");
    private static final ObjectMapper JSON = RecordCodec.mapper();
    private static final KubernetesSerialization KUBERNETES = serialization();

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldKeepAllThatAReadingNeeds(Path folder) throws IOException {
        // given
        var file = JSON.readTree(folder.resolve("seen.json").toFile());
        var expected = JSON.readTree(folder.resolve("expected.json").toFile());
        var seat = file.has("seat") ? new Seat(file.path("seat").asText(), true) : Seat.ALONE;
        var limit = file.path("unschedulableTimeout").asText("");
        var patience = seat.of(new Patience(
                Patience.DEFAULT.grace(),
                Patience.DEFAULT.imagePull(),
                limit.isEmpty() ? null : Duration.parse(limit)));

        // when
        var whole = pod(file);
        var seen = new AttemptView(whole == null ? null : seat.of(whole), job(file), event(file));
        var reading = seat.of(PodReading.of(
                seen, before(file), patience, Instant.parse(file.path("now").asText())));

        // then
        assertThat(reading.getClass().getSimpleName())
                .isEqualTo(expected.path("reading").asText());
        for (var field : new String[] {"at", "startedAt", "pod", "message", "failure", "reason", "warnings"}) {
            assertThat(withoutNulls(JSON.valueToTree(reading).path(field)))
                    .as(field)
                    .isEqualTo(withoutNulls(expected.path(field)));
        }
    }

    @Test
    void shouldPassOverWhatNoReadingNeeds() {
        // when
        var pod = KUBERNETES.unmarshal("""
                {"kind":"Pod","apiVersion":"v1",
                 "metadata":{"name":"a","managedFields":[{"manager":"b","fieldsV1":{"f:spec":{}}}]},
                 "spec":{"nodeName":"c","volumes":[{"name":"d"}],"containers":[{"name":"e","env":[{"name":"f"}]}]}}
                """, Pod.class);

        // then
        assertThat(pod.getMetadata().getManagedFields()).isEmpty();
        assertThat(pod.getMetadata().getAdditionalProperties()).isEmpty();
        assertThat(pod.getSpec().getVolumes()).isEmpty();
        assertThat(pod.getSpec().getContainers().getFirst().getEnv()).isEmpty();
        assertThat(pod.getSpec().getNodeName()).isEqualTo("c");
    }

    private static KubernetesSerialization serialization() {
        var mapper = new ObjectMapper();
        new NeededFields().customize(mapper);
        return new KubernetesSerialization(mapper, true);
    }

    private static String withoutNulls(JsonNode node) {
        return node.isNull() ? "" : node.toString();
    }

    private static @Nullable PodView pod(JsonNode file) {
        if (!file.has("pod")) {
            return null;
        }
        var view = Views.pod(KUBERNETES.unmarshal(file.path("pod").toString(), Pod.class));
        return file.path("podGone").asBoolean() ? view.afterwards() : view;
    }

    private static JobView job(JsonNode file) {
        if (file.path("jobGone").asBoolean()) {
            return new JobView(JobView.State.GONE, null, null, null);
        }
        return file.has("job")
                ? Views.job(KUBERNETES.unmarshal(file.path("job").toString(), Job.class))
                : JobView.UNSEEN;
    }

    private static @Nullable EventView event(JsonNode file) {
        return file.has("event")
                ? Views.event(KUBERNETES.unmarshal(file.path("event").toString(), Event.class))
                : null;
    }

    private static @Nullable Trouble before(JsonNode file) {
        var before = file.path("before");
        return before.isMissingNode()
                ? null
                : new Trouble(
                        before.path("kind").asText(),
                        Instant.parse(before.path("since").asText()),
                        before.path("telling").asText());
    }
}
