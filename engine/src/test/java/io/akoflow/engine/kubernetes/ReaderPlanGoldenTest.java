package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads disks; {@code -Dakoflow.golden=write} writes the expected files anew, to be read before they are kept. */
class ReaderPlanGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/readerplan");
    private static final RunId RUN = new RunId("01k0abcdefghjkmnpqrstvwxyz");
    private static final String REQUEST = "01k0abcdefghjkmnpqrstvwxyy";
    private static final ReaderSettings USUAL =
            new ReaderSettings("akoflow-work", "akoflow/reader:0.1.0", null, null, Duration.ofHours(1));

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Stream<Arguments> cases() {
        var deployment =
                new ReaderSettings("akoflow-work", "r/reader:1", 1000L, "akoflow-activity", Duration.ofMinutes(5));
        return Stream.of(
                Arguments.of("list", wanted(null, null), USUAL),
                Arguments.of("file-with-dollars-in-other-namespace", wanted("lab", "$(HOME)/ü $1"), deployment));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldPlanTheJobInTheFile(String name, OutputsWanted wanted, ReaderSettings settings) throws IOException {
        // given
        var file = CASES.resolve(name + ".json").toFile();

        // when
        var planned = ReaderPlan.of(wanted, settings);

        // then
        if ("write".equals(System.getProperty("akoflow.golden"))) {
            JSON.writeValue(file, planned.tree());
        }
        assertThat(JSON.writeValueAsString(planned.tree())).isEqualTo(JSON.writeValueAsString(JSON.readTree(file)));
        assertThat(planned.name()).hasSizeLessThanOrEqualTo(63).endsWith(REQUEST);
    }

    @Test
    void shouldFindTheJobAgainWhenGivenUp() {
        // given
        var planned = ReaderPlan.of(wanted(null, null), USUAL);

        // when
        var job = ReaderPlan.job(new OutputsGivenUp(REQUEST, RUN, null), "akoflow-work");

        // then
        assertThat(job.name()).isEqualTo(planned.name());
        assertThat(job.namespace()).isEqualTo(planned.namespace());
    }

    @Test
    void shouldNotRunAsRootWhenPodsDo() throws IOException {
        // given
        var settings = new ReaderSettings("akoflow-work", "reader", 0L, null, Duration.ofHours(1));

        // when
        var planned = ReaderPlan.of(wanted(null, null), settings);

        // then
        assertThat(JSON.writeValueAsString(planned.tree()))
                .contains("\"runAsUser\" : 10001", "\"runAsNonRoot\" : true")
                .doesNotContain("fsGroup", JobLabels.SHARD, "\"" + JobLabels.ATTEMPT + "\"");
    }

    private static OutputsWanted wanted(@Nullable String namespace, @Nullable String path) {
        return new OutputsWanted(
                REQUEST,
                RUN,
                namespace,
                KubernetesNames.runClaim(RUN),
                path,
                Instant.EPOCH,
                "http://10.0.0.7:8080/outputs/" + REQUEST,
                "c2VjcmV0");
    }
}
