package io.akoflow.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.Problem;
import io.akoflow.contract.RunState;
import io.akoflow.engine.run.Rerun;
import io.akoflow.engine.view.Outline;
import io.akoflow.gateway.access.ApiToken;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.graph.Drawing;
import io.akoflow.gateway.messaging.DeadLetterView;
import io.akoflow.gateway.store.ActivityBrief;
import io.akoflow.gateway.store.ActivityDetail;
import io.akoflow.gateway.store.ActivityView;
import io.akoflow.gateway.store.AttemptView;
import io.akoflow.gateway.store.NotificationView;
import io.akoflow.gateway.store.RunView;
import io.akoflow.reader.OutputFile;
import io.akoflow.reader.OutputList;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description that clients are made from says what the code does. */
@SuppressWarnings("unchecked")
class OpenApiTest {

    private static final Map<String, Object> DESCRIPTION = description();

    private static Map<String, Object> description() {
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return (Map<String, Object>)
                    new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldHaveEveryRouteWithItsParametersAndNoOther() throws Exception {
        // given
        List<String> routes = new ArrayList<>();
        for (var resource : resources()) {
            for (var method : resource.getDeclaredMethods()) {
                verb(method).ifPresent(verb -> routes.add(route(verb, resource, method)));
            }
        }

        // when
        List<String> described = new ArrayList<>();
        at("paths").forEach((path, item) -> describe(path, (Map<String, Object>) item, described));

        // then
        assertThat(described).containsExactlyInAnyOrderElementsOf(routes).hasSizeGreaterThan(15);
    }

    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of("Problem", Problem.class),
                Arguments.of("RunView", RunView.class),
                Arguments.of("NotificationView", NotificationView.class),
                Arguments.of("ActivityView", ActivityView.class),
                Arguments.of("ActivityBrief", ActivityBrief.class),
                Arguments.of("ActivityDetail", ActivityDetail.class),
                Arguments.of("AttemptView", AttemptView.class),
                Arguments.of("Outline", Outline.class),
                Arguments.of("Drawing", Drawing.class),
                Arguments.of("DrawnNode", Drawing.Node.class),
                Arguments.of("DrawnEdge", Drawing.Edge.class),
                Arguments.of("EstimateView", EstimateView.class),
                Arguments.of("PageOfRuns", Page.class),
                Arguments.of("PageOfActivities", Page.class),
                Arguments.of("PodRef", PodRef.class),
                Arguments.of("Failure", Failure.class),
                Arguments.of("Deployed", CompatibleResource.Deployed.class),
                Arguments.of("NewToken", TokensResource.NewToken.class),
                Arguments.of("ApiToken", ApiToken.class),
                Arguments.of("PageOfTokens", Page.class),
                Arguments.of("OutputList", OutputList.class),
                Arguments.of("OutputFile", OutputFile.class),
                Arguments.of("ResumePreview", ResumePreview.class),
                Arguments.of("Rerun", Rerun.class),
                Arguments.of("DeadLetterView", DeadLetterView.class),
                Arguments.of("PageOfDeadLetters", Page.class),
                Arguments.of("Version", VersionResource.Version.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void shouldHaveEveryFieldAndWhetherItIsAlwaysThere(String name, Class<?> type) {
        // given
        var components = components(type).toList();
        var always = components.stream()
                .filter(it -> !it.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(OpenApiTest::jsonName)
                .toList();

        // when
        var schema = at("components", "schemas", name);

        // then
        assertThat(at("components", "schemas", name, "properties").keySet())
                .containsExactlyElementsOf(
                        components.stream().map(OpenApiTest::jsonName).toList());
        components.forEach(component -> assertThat(format(schema, component))
                .as(component.getName())
                .isEqualTo(isLong(component.getType()) ? "int64" : null));
        assertThat((List<String>) schema.get("required")).containsExactlyInAnyOrderElementsOf(always);
    }

    @Test
    void shouldHaveOneSchemaOfBothAnswersToFile() {
        // given
        var accepted = components(Accepted.class).map(OpenApiTest::jsonName).toList();
        var all = Stream.concat(accepted.stream(), Stream.of("graph")).toList();

        // when
        var always = required(at("components", "schemas", "Submission"));
        var ofRun = at("paths", "/api/v1/runs", "post", "responses", "202", "content", "application/json", "schema");

        // then
        assertThat(at("components", "schemas", "Submission", "properties").keySet())
                .containsExactlyElementsOf(all);
        assertThat(components(Checked.class).map(OpenApiTest::jsonName))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(always.stream(), Stream.of("graph")).toList());
        assertThat(Stream.concat(always.stream(), required(ofRun).stream()))
                .containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Test
    void shouldHaveEveryState() {
        assertThat((Collection<String>) at("components", "schemas", "RunState").get("enum"))
                .containsExactlyElementsOf(names(RunState.values()));
        assertThat((Collection<String>)
                        at("components", "schemas", "ActivityState").get("enum"))
                .containsExactlyElementsOf(names(ActivityState.values()));
    }

    @Test
    void shouldHaveEveryRole() {
        assertThat((Collection<String>) at("components", "schemas", "Role").get("enum"))
                .containsExactlyElementsOf(names(Role.values()));
    }

    @Test
    void shouldHaveEveryReasonToRunAgain() {
        assertThat((Collection<String>) at("components", "schemas", "Rerun", "properties", "reason")
                        .get("enum"))
                .containsExactlyElementsOf(names(Rerun.Reason.values()));
    }

    private static List<String> required(Map<String, Object> schema) {
        return (List<String>) Objects.requireNonNull(schema.get("required"));
    }

    /** Of a number; a client that takes it for an int can't read what is larger. */
    private static @Nullable Object format(Map<String, Object> schema, RecordComponent component) {
        var properties = (Map<String, Map<String, Object>>) Objects.requireNonNull(schema.get("properties"));
        var property = Objects.requireNonNull(properties.get(jsonName(component)));
        return "integer".equals(property.get("type")) ? property.get("format") : null;
    }

    private static boolean isLong(Class<?> type) {
        return type == long.class || type == Long.class;
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(it -> !it.getAccessor().isAnnotationPresent(JsonIgnore.class))
                .flatMap(it -> it.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? components(it.getType())
                        : Stream.of(it));
    }

    private static String jsonName(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static List<Class<?>> resources() throws IOException, URISyntaxException, ClassNotFoundException {
        var classes = java.nio.file.Path.of(RunsResource.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/akoflow/gateway/rest");
        List<Class<?>> resources = new ArrayList<>();
        try (var files = Files.list(classes)) {
            for (var file :
                    files.filter(it -> it.toString().endsWith("Resource.class")).toList()) {
                var name = file.getFileName().toString().replace(".class", "");
                resources.add(Class.forName("io.akoflow.gateway.rest." + name));
            }
        }
        return resources;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(it -> it.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String route(String verb, Class<?> resource, Method method) {
        var path = (path(resource) + path(method)).replace("//", "/");
        var parameters = Arrays.stream(method.getParameters())
                .flatMap(it -> it.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(it.getType().getFields())
                        : Stream.of(it))
                .flatMap(OpenApiTest::parameter)
                .sorted()
                .toList();
        return verb + " " + path + " " + parameters;
    }

    private static String path(AnnotatedElement element) {
        var path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static Stream<String> parameter(AnnotatedElement parameter) {
        var query = parameter.getAnnotation(QueryParam.class);
        var header = parameter.getAnnotation(HeaderParam.class);
        var path = parameter.getAnnotation(PathParam.class);
        return Stream.of(
                        query == null ? "" : "query " + query.value(),
                        header == null ? "" : "header " + header.value(),
                        path == null ? "" : "path " + path.value())
                .filter(it -> !it.isEmpty());
    }

    private static void describe(String path, Map<String, Object> item, List<String> described) {
        var common = (List<Map<String, Object>>) item.getOrDefault("parameters", List.of());
        item.forEach((verb, operation) -> {
            if (operation instanceof Map<?, ?> it) {
                var own = ((Map<String, Object>) it).getOrDefault("parameters", List.of());
                var parameters = Stream.concat(common.stream(), ((List<Map<String, Object>>) own).stream())
                        .map(OpenApiTest::resolved)
                        .map(parameter -> parameter.get("in") + " " + parameter.get("name"))
                        .sorted()
                        .toList();
                described.add(verb.toUpperCase(Locale.ROOT) + " " + path + " " + parameters);
            }
        });
    }

    private static Map<String, Object> resolved(Map<String, Object> parameter) {
        var reference = (String) parameter.get("$ref");
        return reference == null ? parameter : at(reference.substring(2).split("/", -1));
    }

    private static Map<String, Object> at(String... path) {
        var node = DESCRIPTION;
        for (var step : path) {
            node = (Map<String, Object>) Objects.requireNonNull(node.get(step), step);
        }
        return node;
    }
}
