package io.akoflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every route of the description, asked by everybody, against the table in docs/api.md. */
@QuarkusTest
@WithTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings({"NullAway", "NullAway.Init", "unchecked"}) // Quarkus fills the field
class RolesTest {

    private static final List<String> ROLES = List.of("viewer", "submitter", "operator");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+) (/[^` ]*)` \\| (viewer|submitter|operator)\\b.*");

    @TestHTTPResource
    URL server;

    private Map<String, String> table;
    private List<String> routes;

    @BeforeAll
    void read() throws IOException {
        table = new TreeMap<>();
        try (var lines = Files.lines(Path.of("../docs/api.md"))) {
            lines.map(ROW::matcher)
                    .filter(row -> row.matches())
                    .forEach(row -> table.put(row.group(1) + " " + row.group(2), row.group(3)));
        }
        routes = new ArrayList<>();
        try (var file = getClass().getResourceAsStream("/META-INF/openapi.yaml")) {
            var description = (Map<String, Map<String, Map<String, Object>>>)
                    new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(file));
            description
                    .get("paths")
                    .forEach((path, item) -> item.forEach((verb, _) -> {
                        if (!verb.equals("parameters")) {
                            routes.add(verb.toUpperCase(Locale.ROOT) + " " + path);
                        }
                    }));
        }
    }

    @Test
    void shouldHaveEveryRouteInTable() {
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(routes).hasSizeGreaterThan(15);
    }

    @Test
    void shouldAnswer401WhenNobodyKnowsWhoAsks() {
        // given
        var stranger = new Client(server, "akf_" + "x".repeat(43));

        // when
        var statuses = statuses(stranger);

        // then
        assertThat(statuses).hasSameSizeAs(routes);
        assertThat(statuses.values()).containsOnly(401);
    }

    @ParameterizedTest
    @CsvSource({"viewer", "submitter", "operator"})
    void shouldAnswerWhatRoleMayAndNoMore(String role) {
        // given
        var client = new Client(server).as("somebody", role);

        // when
        var statuses = statuses(client);

        // then
        statuses.forEach((route, status) -> {
            boolean may = ROLES.indexOf(role) >= ROLES.indexOf(table.get(route));
            if (may) {
                assertThat(status).as(route).isNotIn(401, 403, 500, 503);
            } else {
                assertThat(status).as(route).isEqualTo(403);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tokens",
        "/api/v1/tokens/",
        "//api/v1/tokens",
        "/api/v1;a=b/tokens",
        "/api/v1/tokens;a=b",
        "/api/v1/%74okens",
        "/api/v1/runs/../tokens",
        "/api/v1/runs/%2e%2e/tokens"
    })
    void shouldNotBeLedAroundByAnotherWayToWritePath(String path) throws IOException {
        // given
        var viewer = new Client(server).as("somebody", "viewer");

        // when
        var answer = Wire.answer(
                server,
                "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, viewer.token()));

        // then
        assertThat(answer).matches("(?s)HTTP/1.1 40[34] .*").doesNotContain("\"items\"");
    }

    private Map<String, Integer> statuses(Client client) {
        Map<String, Integer> statuses = new TreeMap<>();
        for (var route : routes) {
            var parts = route.split(" ", 2);
            var path = parts[1].replace("{id}", "01kaz3k9p2m5v7w8x9y0abcdef")
                    .replace("{name}", "a")
                    .replace("{number}", "999999");
            var body = parts[0].equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
            var request = client.to(path).header("Content-Type", "application/json");
            statuses.put(route, client.send(request.method(parts[0], body)).statusCode());
        }
        return statuses;
    }
}
