package io.akoflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class PagesTest {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/static/bundle/[^\"]+\\.js)\"");

    @TestHTTPResource
    URL server;

    private Client client;

    @BeforeEach
    void begin() {
        client = new Client(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/submit",
                "/runs/01kaz3k9p2m5v7w8x9y0abcdef",
                "/runs/x/activities/a%2Fb%20%3Cb%3E?attempt=1"
            })
    void shouldAnswerWithPageWhenAddressIsOneOfIts(String path) {
        // when
        var answer = client.get(path);
        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("<ak-app>");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertIsProtected(answer);
    }

    @Test
    void shouldServeScriptThatPageNames() {
        // given
        var page = client.get("/").body();
        var script = SCRIPT.matcher(page);
        assertThat(script.find()).as(page).isTrue();
        // when
        var answer = client.get(script.group(1));
        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).contains("javascript");
        assertThat(page).doesNotContain("<script>").doesNotContain("style=").doesNotContain("//cdn");
        assertIsProtected(answer);
    }

    @Test
    void shouldProtectWhateverElseIsAnswered() {
        // when
        var answer = client.get("/api/v1/runs");
        // then
        assertIsProtected(answer);
    }

    @Test
    void shouldAnswerWithPageWhenNameOfActivityIsAsLongAsMayBe() {
        // when
        var answer = client.get("/runs/x/activities/" + "%F0%9F%9A%80".repeat(1024));
        // then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayHowToComeInWhenBrowserHasNoToken() throws IOException {
        // when
        var answer =
                Wire.answer(server, "GET /runs/x HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,*/*;q=0.8\r\n\r\n");
        // then
        assertThat(answer)
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("content-type: text/html")
                .contains("?token=TOKEN", "lang=\"pt-BR\"")
                .containsPattern("(?i)content-security-policy: .*style-src 'sha256-[A-Za-z0-9+/=]{44}'");
    }

    private static void assertIsProtected(HttpResponse<String> answer) {
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
