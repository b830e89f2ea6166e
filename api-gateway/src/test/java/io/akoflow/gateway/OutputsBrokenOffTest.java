package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings("NullAway.Init") // listen() fills the field
@DisplayName("What is on disks, and does not get to whoever asked")
class OutputsBrokenOffTest extends GatewayFixture {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int PASSED_ON = 400_000;

    private LogListener log;

    OutputsBrokenOffTest() {
        super(Topic.DISK_REQUESTS);
    }

    @BeforeEach
    void listen() {
        log = new LogListener("io.akoflow.gateway.rest.Problems");
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void shouldBreakOffVisiblyWhenWhatIsBroughtDoes() throws Exception {
        // given
        var id = client.submit(chain("broken", 1));
        var request = client.to("/api/v1/runs/%s/outputs/content?path=x".formatted(id));
        var answer = HTTP.sendAsync(request.build(), BodyHandlers.ofInputStream());
        var wanted = wanted(id);
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            begin(socket, wanted);
            assertThat(answer.join().statusCode()).isEqualTo(200);

            // when
            socket.shutdownOutput();

            // then
            try (var body = answer.join().body()) {
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
            await().untilAsserted(() -> assertThat(log.heard())
                    .anySatisfy(
                            it -> assertThat(it.getMessage()).startsWith("Expected to pass on all of a file, but")));
            assertThat(log.heard()).allSatisfy(it -> {
                assertThat(it.getLevel().intValue()).isLessThan(Level.INFO.intValue());
                assertThat(it.getThrown()).isNull();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/content?path=x"})
    void shouldReadNoDiskForHeads(String rest) {
        // given
        var id = client.submit(chain("head", 1));
        var path = "/api/v1/runs/%s/outputs".formatted(id) + rest;

        // when
        var answers = IntStream.range(0, 4)
                .mapToObj(_ -> client.send(client.to(path).HEAD()))
                .toList();

        // then
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(405);
        assertThat(answers.getFirst().headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void shouldHangUpOnWhoBringsWhenWhoeverAskedHasLeft() throws Exception {
        // given
        var id = client.submit(chain("half", 1));
        try (var impatient = HttpClient.newHttpClient();
                var socket = new Socket(server.getHost(), server.getPort())) {
            var answer = impatient.sendAsync(
                    client.to("/api/v1/runs/%s/outputs/content?path=x".formatted(id))
                            .build(),
                    BodyHandlers.ofInputStream());
            begin(socket, wanted(id));
            assertThat(answer.join().body().readNBytes(PASSED_ON)).hasSize(PASSED_ON); // so more is waited for

            // when
            impatient.shutdownNow();

            // then
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isNegative();
            await().untilAsserted(() -> assertThat(log.heard())
                    .anySatisfy(
                            it -> assertThat(it.getMessage()).startsWith("Expected to pass on all of a file, but")));
            assertThat(log.heard()).allSatisfy(it -> assertThat(it.getThrown()).isNull());
        }
    }

    @Test
    void shouldGiveUpWhenWhoeverAskedHasLeft() {
        // given
        var id = client.submit(chain("left", 1));
        try (var impatient = HttpClient.newHttpClient()) {
            var _ = impatient.sendAsync(
                    client.to("/api/v1/runs/%s/outputs".formatted(id)).build(), BodyHandlers.ofString());
            var wanted = wanted(id);

            // when
            impatient.shutdownNow();

            // then
            bus.message(OutputsGivenUp.class, it -> it.request().equals(wanted.request()));
        }
    }

    private OutputsWanted wanted(String run) {
        return bus.message(OutputsWanted.class, it -> it.run().value().equals(run));
    }

    /** Brings a half. */
    private static void begin(Socket socket, OutputsWanted wanted) throws IOException {
        var out = socket.getOutputStream();
        out.write(
                "PUT /outputs/%s HTTP/1.1\r\nHost: x\r\nAkoflow-Status: 200\r\nAkoflow-Secret: %s\r\nContent-Length: 1000000\r\n\r\n"
                        .formatted(wanted.request(), wanted.secret())
                        .getBytes(StandardCharsets.UTF_8));
        out.write(new byte[500_000]);
        out.flush();
    }
}
