package io.akoflow.deploy;

import static io.akoflow.deploy.Manifests.at;
import static io.akoflow.deploy.Manifests.list;
import static io.akoflow.deploy.Manifests.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "gke"})
    void shouldRenderWhatIsPinnedWhenKubectlIsThere(String overlay) throws Exception {
        // given
        var kubectl = Optional.ofNullable(System.getenv("KUBECTL")).orElse("kubectl");

        // when
        var rendered = rendered(kubectl, overlay);

        // then
        if (rendered.isEmpty()) {
            System.err.printf("SKIPPED: whether kustomize makes %s as it is pinned; no kubectl is here%n", overlay);
        }
        Assumptions.assumeTrue(rendered.isPresent());
        assertThat(Manifests.parse(rendered.get()).objects())
                .as("deploy/kustomize/rendered/%1$s.yaml; kubectl kustomize deploy/kustomize/overlays/%1$s", overlay)
                .isEqualTo(Manifests.pinned(overlay).objects());
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "gke"})
    void shouldPinEveryResourceThatAnOverlayNames(String overlay) {
        // given
        var named = new TreeSet<String>();
        collect(Manifests.FOLDER.resolve("overlays").resolve(overlay), named);

        // when
        var pinned = Manifests.pinned(overlay).objects().keySet();

        // then
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(pinned).containsAll(named);
        assertThat(pinned.stream().filter(it -> !it.startsWith("ConfigMap"))).hasSameElementsAs(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "gke"})
    void shouldRunEveryPodWithoutPrivileges(String overlay) {
        // given
        var pods = Manifests.pinned(overlay).pods();

        // when / then
        assertThat(pods).hasSizeGreaterThanOrEqualTo(4);
        pods.forEach((name, pod) -> {
            var context = at(pod, "securityContext");
            assertThat(context).as(name).containsEntry("runAsNonRoot", true);
            assertThat((Integer) context.get("runAsUser")).as(name).isPositive();
            assertThat(at(context, "seccompProfile")).as(name).containsEntry("type", "RuntimeDefault");
            assertThat(pod).as(name).containsEntry("enableServiceLinks", false).containsKey("serviceAccountName");
            containers(pod).forEach(container -> {
                var what = name + " " + container.get("name");
                var own = at(container, "securityContext");
                assertThat(own).as(what).containsEntry("allowPrivilegeEscalation", false);
                assertThat(at(own, "capabilities")).as(what).containsEntry("drop", List.of("ALL"));
                assertThat(at(container, "resources", "requests")).as(what).containsKeys("cpu", "memory");
                assertThat(at(container, "resources", "limits")).as(what).containsKey("memory");
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "gke"})
    void shouldGiveEveryServiceWhatServicesHave(String overlay) {
        // given
        var manifests = Manifests.pinned(overlay);

        // when
        var services = manifests.ofKind("Deployment").toList();

        // then
        assertThat(services).hasSize(4);
        for (var service : services) {
            var name = String.valueOf(map(service.get("metadata")).get("name"));
            var container = list(at(service, "spec", "template", "spec").get("containers"))
                    .getFirst();
            assertThat(container).as(name).containsKeys("startupProbe", "livenessProbe", "readinessProbe");
            assertThat(at(container, "securityContext")).as(name).containsEntry("readOnlyRootFilesystem", true);
            assertThat(manifests.objects())
                    .containsKeys("ServiceAccount akoflow/" + name, "PodDisruptionBudget akoflow/" + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "gke"})
    void shouldTellServicesTheSameOfWorkAndShards(String overlay) {
        // given
        var settings = Manifests.pinned(overlay).settings("akoflow");

        // when / then
        assertThat(settings.get("AKOFLOW_WATCHER_SHARDS")).isEqualTo(settings.get("AKOFLOW_DISPATCHER_PODS_SHARDS"));
        assertThat(settings.get("AKOFLOW_PLANNER_WORK_NAMESPACE"))
                .isEqualTo(settings.get("AKOFLOW_DISPATCHER_PODS_NAMESPACE"))
                .isEqualTo(settings.get("AKOFLOW_WATCHER_NAMESPACES"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "gke"})
    void shouldBeReachedByTheNameThatTheOriginalHas(String overlay) {
        // given
        var service = Manifests.pinned(overlay).objects().get("Service akoflow/akoflow-server-service");

        // when
        var spec = at(service, "spec");

        // then
        assertThat(spec).containsEntry("type", "LoadBalancer");
        assertThat(list(spec.get("ports"))).singleElement().extracting("port").isEqualTo(8080);
    }

    @Test
    void shouldHoldNoSecretInAnyFile() throws IOException {
        // given
        Set<String> secrets;

        // when
        try (var files = Files.walk(Manifests.FOLDER)) {
            secrets = files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".env"))
                    .filter(file ->
                            Manifests.read(file).matches("(?is).*(kind: Secret\\s|secretGenerator|password=).*"))
                    .map(Path::toString)
                    .collect(Collectors.toSet());
        }

        // then
        assertThat(secrets).isEmpty();
    }

    private static List<Map<String, Object>> containers(Map<String, Object> pod) {
        var all = new java.util.ArrayList<>(list(pod.get("containers")));
        all.addAll(list(pod.getOrDefault("initContainers", List.of())));
        return all;
    }

    private static void collect(Path folder, Set<String> into) {
        var kustomization = Manifests.documents(Manifests.read(folder.resolve("kustomization.yaml")))
                .getFirst();
        for (var part : List.of("resources", "components")) {
            for (var name : Manifests.strings(kustomization.getOrDefault(part, List.of()))) {
                var path = folder.resolve(name).normalize();
                if (Files.isDirectory(path)) {
                    collect(path, into);
                } else {
                    Manifests.documents(Manifests.read(path)).forEach(it -> into.add(Manifests.key(it)));
                }
            }
        }
    }

    private static Optional<String> rendered(String kubectl, String overlay) throws InterruptedException {
        try {
            var folder = Manifests.FOLDER.resolve("overlays").resolve(overlay);
            var process = new ProcessBuilder(kubectl, "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return Optional.of(text);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
