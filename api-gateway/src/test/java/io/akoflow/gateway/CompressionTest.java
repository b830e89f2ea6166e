package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("Answers are compressed for whoever reads gzip")
class CompressionTest extends GatewayFixture {

    CompressionTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldSendEachEventAtOnceWhenStreamIsCompressed() {
        // given
        var id = client.submit(chain("compressed", 2));
        var facts = new Facts(id);

        try (var events =
                new Following(() -> lines(client.compressed(client.to("/api/v1/runs/" + id + "/events?brief=true"))))) {
            events.until(lines -> lines.contains("id: 0") && lines.getLast().isEmpty());

            // when
            bus.say(facts.started(1, 2), facts.changed(2, 0, ActivityState.RUNNING));

            // then
            events.until(lines -> lines.contains("id: 2") && lines.getLast().isEmpty());
            bus.say(facts.changed(3, 0, ActivityState.SUCCEEDED));
            assertThat(events.until(lines -> lines.contains("id: 3"))).contains("event: activities");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/api/v1/runs/none"})
    void shouldCompressJson(String path) {
        // when
        var text = lines(client.compressed(client.to(path))).toList();

        // then
        assertThat(text).singleElement().asString().startsWith("{").endsWith("}");
    }

    @Test
    void shouldNotCompressWhenNobodyAsksForIt() {
        // when
        var answer = client.get("/api/v1/runs");

        // then
        assertThat(answer.body()).startsWith("{\"items\":[");
        assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
    }

    private static Stream<String> lines(HttpResponse<InputStream> answer) {
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try {
            var bytes = new AsTheyCome(new GZIPInputStream(answer.body()));
            return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What inflates always says that there is more, and a reader would wait for that before it passes on what it has.
     */
    private static final class AsTheyCome extends FilterInputStream {

        private AsTheyCome(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
