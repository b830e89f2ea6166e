package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.Packed;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder per case below {@code jobplan}: an attempt, and the objects that Kubernetes gets, as a list that
 * {@code kubectl create -f} takes. After a deliberate change, {@code -Dakoflow.golden=write} writes the expected files
 * anew, to be read before they are kept.
 */
class JobPlanGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/jobplan");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * What {@code attempt.json} holds.
     *
     * @param others that share its pod; null for none
     */
    record Case(AttemptId id, AttemptSpec spec, @Nullable List<Packed> others, Settings settings) {

        ActivityReady ready() {
            var validUntil = Instant.parse("2026-11-28T12:00:00Z");
            return new ActivityReady(
                    id.run(), id.activity(), id.attempt(), validUntil, spec, others == null ? List.of() : others, null);
        }
    }

    /** What differs from the defaults. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Settings(
            @Nullable Integer shards,
            @Nullable Map<String, String> annotations,
            @Nullable Long user,
            @Nullable String queue,
            @Nullable String serviceAccount,
            @Nullable Map<String, String> storageClasses,
            @Nullable Unit unit) {

        PodSettings complete() {
            var usual = PodSettings.DEFAULT;
            return new PodSettings(
                    usual.workNamespace(),
                    shards == null ? usual.shards() : shards,
                    annotations == null ? usual.annotations() : annotations,
                    user,
                    usual.copyImage(),
                    queue,
                    serviceAccount,
                    storageClasses == null ? usual.storageClasses() : storageClasses,
                    usual.mostDisks(),
                    unit == null ? usual.unit() : unit);
        }
    }

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldPlanTheObjectsInTheFile(Path folder) throws IOException {
        // given
        var attempt = JSON.readValue(folder.resolve("attempt.json").toFile(), Case.class);
        var file = folder.resolve("expected.json").toFile();

        // when
        var plan = JobPlan.of(attempt.ready(), attempt.settings().complete());

        // then
        var objects = plan.objects().stream().map(PlannedObject::tree).toList();
        var list = JSON.valueToTree(Trees.tree("apiVersion", "v1", "kind", "List", "items", objects));
        if ("write".equals(System.getProperty("akoflow.golden"))) {
            JSON.writeValue(file, list);
        }
        assertThat(JSON.writeValueAsString(list.get("items")))
                .isEqualTo(JSON.writeValueAsString(JSON.readTree(file).get("items")));
        assertThat(plan.objects().getLast().name()).isEqualTo(plan.job().name());
        assertThat(JobPlan.place(attempt.ready(), attempt.settings().complete()))
                .isEqualTo(plan.job());
        assertThat(plan.objects())
                .extracting(PlannedObject::namespace)
                .allMatch(List.of(plan.job().namespace())::contains);
    }
}
