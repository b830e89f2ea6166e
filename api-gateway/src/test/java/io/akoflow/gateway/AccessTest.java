package io.akoflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class AccessTest {

    private static final String AUTHORIZED = "Authorization: Bearer " + Servers.TOKEN + "\r\n";

    @TestHTTPResource
    URL server;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/runs",
                "GET /api/v1/version",
                "GET /openapi",
                "GET /",
                "GET /no/such/path",
                "POST /api/v1/runs",
                "POST /akoflow-server/workflow/",
                "GET /akoflow-api/workflows/",
                "GET /akoflow-server/check-service/",
                "GET /q/health/../../api/v1/runs",
                "GET //api/v1/runs",
                "GET /q/metrics",
                "GET /api/v1/tokens",
                "GET /q/health/ui"
            })
    void shouldAskForTokenWhenThereIsNone(String request) throws IOException {
        // when
        var answer = Wire.answer(server, request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        // then
        if (request.endsWith("/q/health/ui")) {
            assertThat(answer).contains(" 404 ");
        } else {
            assertThat(answer).startsWith("HTTP/1.1 401 ").containsIgnoringCase("www-authenticate: Bearer");
            assertThat(answer).contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer wrong",
                "Authorization: Basic " + Servers.TOKEN,
                "Cookie: akoflow_token=wrong",
                "X-Token: " + Servers.TOKEN
            })
    void shouldRefuseWhenTokenIsAnother(String header) throws IOException {
        // when
        var answer = Wire.answer(server, "GET /api/v1/runs HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void shouldGiveCookieToBrowserThatComesWithToken() throws IOException {
        // when
        var welcome =
                Wire.answer(server, "GET /api/v1/runs?token=" + Servers.TOKEN + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var with = Wire.answer(
                server,
                "GET /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nCookie: akoflow_token=" + Servers.TOKEN + "\r\n\r\n");

        // then
        assertThat(welcome).startsWith("HTTP/1.1 303 ").containsIgnoringCase("location: /api/v1/runs\r\n");
        assertThat(welcome).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
        assertThat(with).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:8080, 200",
        "127.0.0.1:1, 200",
        "[::1]:8080, 200",
        "akoflow.example, 200",
        "AKOFLOW.example:443, 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "10.0.0.1, 403"
    })
    void shouldKnowItsOwnNames(String host, int status) throws IOException {
        // when
        var answer = Wire.answer(server, "GET /api/v1/runs HTTP/1.1\r\nHost: " + host + "\r\n" + AUTHORIZED + "\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, 200",
        "http://LOCALHOST:8080, 200",
        "http://localhost, 403",
        "http://localhost:3000, 403",
        "http://evil.example, 403",
        "http://localhost:8080.evil.example, 403",
        "null, 403"
    })
    void shouldRefuseForeignOrigins(String origin, int status) throws IOException {
        // when
        var answer = Wire.answer(
                server,
                "GET /api/v1/runs HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: " + origin + "\r\n" + AUTHORIZED
                        + "\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready"})
    void shouldTellHealthToAnybody(String path) {
        // when
        ThrowingSupplier<String> asked =
                () -> Wire.answer(server, "GET " + path + " HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n\r\n");

        // then
        await().untilAsserted(() -> assertThat(asked.get()).startsWith("HTTP/1.1 200 "));
    }
}
