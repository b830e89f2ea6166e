package io.akoflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class HostileInputTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Other work on the machine can make one slow, not each of them. */
    private static final int TRIES = 5;

    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";
    private static final String RUNS = "/api/v1/runs";
    private static final String COMPATIBLE = "/akoflow-server/workflow/";

    @TestHTTPResource
    URL server;

    @BeforeEach
    void warm() throws IOException {
        post(RUNS, YAML, "x".getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> bodies() {
        byte[] rubbish = new byte[100_000];
        new Random(7).nextBytes(rubbish);
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(10)));
        }
        var nestedFlow = "[".repeat(10_000);
        var nestedJson = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        byte[] large = "# filler\n".repeat(20_000_000 / 9).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("20 MB", 413, RUNS, YAML, large),
                Arguments.of("20 MB of JSON", 413, RUNS, JSON, large),
                Arguments.of("30 MB as to the original", 413, COMPATIBLE, JSON, new byte[30_000_000]),
                Arguments.of("10,000 levels of YAML", 422, RUNS, YAML, utf8(nestedFlow)),
                Arguments.of("10,000 levels of JSON", 422, RUNS, JSON, utf8(nestedJson)),
                Arguments.of("10,000 levels as to the original", 400, COMPATIBLE, JSON, utf8(nestedJson)),
                Arguments.of("an alias bomb", 422, RUNS, YAML, utf8(bomb.toString())),
                Arguments.of("an alias bomb as to the original", 422, COMPATIBLE, JSON, compatible(bomb.toString())),
                Arguments.of("rubbish", 422, RUNS, YAML, rubbish),
                Arguments.of("rubbish as to the original", 400, COMPATIBLE, JSON, rubbish),
                Arguments.of("nothing", 422, RUNS, YAML, new byte[0]),
                Arguments.of("NUL", 422, RUNS, YAML, new byte[] {0}),
                Arguments.of("another content type", 415, RUNS, "application/x-www-form-urlencoded", utf8("a=b")),
                Arguments.of("an image", 415, RUNS, "image/png", rubbish),
                Arguments.of("a content type that is none", 415, RUNS, "yaml", utf8("a: b")),
                Arguments.of("a form without boundary", 400, RUNS, "multipart/form-data", utf8("a: b")),
                Arguments.of("a form without parts", 400, RUNS, "multipart/form-data; boundary=x", rubbish));
    }

    private static byte[] compatible(String file) {
        return utf8("{\"workflow\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(utf8(file))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void shouldRefuseSoonAndWithoutStackTrace(String what, int status, String path, String type, byte[] body)
            throws Exception {
        // when
        var answer = soon(() -> post(path, type, body));

        // then
        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains("application/problem+json").contains("\"status\":" + status);
        assertThat(answer).doesNotContain("Exception", "\tat ", "\\tat ", "io.akoflow.");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/runs", "/akoflow-server/workflow/", "/no/such/path"})
    void shouldAnswerWhenBodyStopsComing(String path) throws Exception {
        // given
        var request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Servers.TOKEN
                + "\r\nContent-Type: application/yaml\r\nContent-Length: 1000\r\n\r\nname: half";

        // when
        var answer = soon(() -> Wire.answer(server, request));

        // then
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404",
        "GET, /q/nothing, 404",
        "GET, /api/v1/runs/not-an-id, 404",
        "GET, /api/v1/runs/01hzzzzzzzzzzzzzzzzzzzzzzz/activities/%00, 404",
        "PUT, /api/v1/runs, 405",
        "DELETE, /api/v1/runs, 405",
        "GET, /api/v1/runs?limit=0, 400",
        "GET, /api/v1/runs?limit=many, 400",
        "GET, /api/v1/runs?state=SLEEPING, 400",
        "GET, /api/v1/runs?cursor=%21, 400",
        "GET, /api/v1/runs?name=%00, 200",
        "GET, /api/v1/runs?cursor=AAAA, 200",
        "GET, /api/v1/runs/01hzzzzzzzzzzzzzzzzzzzzzzz/events, 404"
    })
    void shouldAnswerEveryRequest(String method, String path, int status) throws IOException {
        // when
        var answer = Wire.answer(
                server,
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Servers.TOKEN
                        + "\r\n\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains(status < 300 ? "application/json" : "application/problem+json");
    }

    @Test
    void shouldAnswerWithProblemWhenThereIsNoHost() throws IOException {
        // when
        var answer = Wire.answer(server, "GET /api/v1/runs HTTP/1.1\r\n\r\n");

        // then
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @Test
    void shouldGoOnWhenClientsHangUpInTheMiddleOfLargeBodies() throws IOException {
        // given
        var head = "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Servers.TOKEN
                + "\r\nContent-Type: application/yaml\r\nContent-Length: 16000000\r\n\r\nname: half";
        for (int i = 0; i < 30; i++) {
            try (var socket = new Socket(server.getHost(), server.getPort())) {
                socket.getOutputStream().write(utf8(head));
            }
        }
        byte[] large = new byte[16_000_000];

        // when
        var answer = post(RUNS, YAML, large);

        // then
        assertThat(answer).startsWith("HTTP/1.1 422 ");
    }

    @ParameterizedTest
    @CsvSource({"a/b", "'a b;c=d+e%2F&?#'", "log", "é日本", "'\"<script>'"})
    void shouldFindActivityWhateverItsNameIs(String name) throws IOException {
        // given
        var client = new Client(server);
        var id = client.submit(
                "name: odd\nspec:\n  image: i\n  activities:\n    - name: '%s'\n      run: 'true'\n".formatted(name));
        var path = "/api/v1/runs/%s/activities/%s"
                .formatted(id, URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));

        // when
        var activity = Client.json(client.get(path));
        var log = client.get(path + "/log");

        // then
        assertThat(activity.path("name").asText()).isEqualTo(name);
        assertThat(log.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAcceptWhenClientWaitsToContinue() throws IOException {
        // given
        byte[] file = utf8(Client.chain("continued", 1));

        // when
        var answer = Wire.answer(
                server,
                "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Servers.TOKEN
                        + "\r\nContent-Type: application/yaml\r\nExpect: 100-continue\r\nContent-Length: "
                        + file.length + "\r\n\r\n",
                file);

        // then
        assertThat(answer).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 202 ");
    }

    /** An answer that came within a second. */
    private static String soon(Callable<String> request) throws Exception {
        var shortest = Duration.ofDays(1);
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            var answer = request.call();
            var took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(SOON) < 0) {
                return answer;
            }
            shortest = took.compareTo(shortest) < 0 ? took : shortest;
        }
        return fail("Expected an answer within a second, but the fastest of %d took %s".formatted(TRIES, shortest));
    }

    private String post(String path, String type, byte[] body) throws IOException {
        return Wire.answer(
                server,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Servers.TOKEN
                        + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n",
                body);
    }
}
