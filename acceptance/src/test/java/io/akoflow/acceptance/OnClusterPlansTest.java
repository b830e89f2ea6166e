package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Planned objects, shown to a real API server")
class OnClusterPlansTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> PATHS = Map.of(
            "Job", "/apis/batch/v1/namespaces/%s/jobs",
            "PersistentVolumeClaim", "/api/v1/namespaces/%s/persistentvolumeclaims",
            "ConfigMap", "/api/v1/namespaces/%s/configmaps",
            "Pod", "/api/v1/namespaces/%s/pods");

    private static GivenKubernetes cluster;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("plans");
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    static List<Path> cases() throws IOException {
        try (var folders = Files.list(Classes.home().resolve("engine/src/test/resources/jobplan"))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldAcceptEveryObjectAndPodWhenPlanned(Path folder) throws IOException {
        // given
        var items = JSON.readTree(folder.resolve("expected.json").toFile()).path("items");
        assertThat(items).isNotEmpty();
        for (var item : items) {
            // when
            var accepted = dryRun(moved((ObjectNode) item));
            // then
            assertThat(accepted.path("metadata").path("uid").asText()).isNotEmpty();
            if (item.path("kind").asText().equals("Job")) {
                var pod = dryRun(pod(item));
                assertThat(pod.path("spec")
                                .path("containers")
                                .path(0)
                                .path("name")
                                .asText())
                        .isEqualTo("activity");
            }
        }
    }

    private static ObjectNode moved(ObjectNode item) {
        var copy = item.deepCopy();
        ((ObjectNode) copy.path("metadata")).put("namespace", cluster.namespace());
        return copy;
    }

    /** What a Job's pod would be, since only pods are refused by Pod Security, and only when they are made. */
    private static ObjectNode pod(JsonNode job) {
        var template = job.path("spec").path("template");
        haveServiceAccount(template.path("spec").path("serviceAccountName").asText("default"));
        var pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        var metadata = ((ObjectNode) template.path("metadata")).deepCopy();
        metadata.put("name", "planned").put("namespace", cluster.namespace());
        pod.set("metadata", metadata);
        pod.set("spec", template.path("spec"));
        return pod;
    }

    private static void haveServiceAccount(String name) {
        var account = new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .build();
        cluster.client().resource(account).serverSideApply();
    }

    private static JsonNode dryRun(ObjectNode object) throws IOException {
        var path =
                Objects.requireNonNull(PATHS.get(object.path("kind").asText())).formatted(cluster.namespace());
        return JSON.readTree(
                cluster.client().raw(path + "?dryRun=All&fieldValidation=Strict", "POST", object.toString()));
    }
}
