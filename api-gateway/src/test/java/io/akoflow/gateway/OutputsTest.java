package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.OutputsRefused;
import io.akoflow.contract.OutputsRefused.Reason;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("What is on disks, which somebody else reads and brings")
class OutputsTest extends GatewayFixture {

    private static final String STANDALONE =
            "\n  storagePolicy: {type: standalone, storageSize: 1Gi, retain: never}\n  activities:";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    OutputsTest() {
        super(Topic.DISK_REQUESTS);
    }

    @Test
    void shouldPassOnTheListThatIsBrought() {
        // given
        var id = client.submit(chain("list", 1));

        // when
        var answer = ask("/api/v1/runs/%s/outputs".formatted(id));
        var wanted = wanted(id);
        var thanks = bring(wanted, wanted.secret(), 200, "{\"items\":[],\"truncated\":false,\"unreadable\":0}");

        // then
        assertThat(wanted.claim()).isEqualTo("akoflow-" + id);
        assertThat(wanted.path()).isNull();
        assertThat(wanted.namespace()).isNull();
        assertThat(wanted.callback())
                .isEqualTo("http://localhost:%d/outputs/%s".formatted(server.getPort(), wanted.request()));
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(json(answer.join()).path("truncated").asBoolean(true)).isFalse();
        assertThat(answer.join().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(thanks.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "out/a.txt, true, inline, text/plain;charset=UTF-8",
        "out/a.txt, false, attachment, text/plain;charset=UTF-8",
        "sky.png, true, inline, image/png",
        "plot.svg, true, inline, image/svg+xml",
        "evil.html, true, attachment, application/octet-stream",
        "noending, true, attachment, application/octet-stream"
    })
    void shouldTellBrowserWhatItIsAndToBelieveNothingElse(String path, String inline, String how, String type) {
        // given
        var id = client.submit(chain("file", 1));

        // when
        var answer = ask("/api/v1/runs/%s/outputs/content?path=%s&inline=%s".formatted(id, path, inline));
        var wanted = wanted(id);
        bring(wanted, wanted.secret(), 200, "<script>alert(1)</script>");

        // then
        var headers = answer.join().headers();
        assertThat(answer.join().body()).isEqualTo("<script>alert(1)</script>");
        assertThat(wanted.path()).isEqualTo(path);
        assertThat(headers.firstValue("Content-Type")).hasValue(type);
        assertThat(headers.firstValue("Content-Length")).hasValue("25");
        assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith(how + "; filename=");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox; default-src 'none'");
    }

    @Test
    void shouldWriteAnyNameIntoTheHeaderWithoutBreakingIt() {
        // given
        var id = client.submit(chain("name", 1));

        // when
        var answer =
                ask("/api/v1/runs/%s/outputs/content?path=a/%%22%%0d%%0aX:%%20%%F0%%9F%%98%%80%%27.txt".formatted(id));
        var wanted = wanted(id);
        bring(wanted, wanted.secret(), 200, "");

        // then
        assertThat(wanted.path()).isEqualTo("a/\"\r\nX: 😀'.txt");
        assertThat(answer.join().headers().firstValue("Content-Disposition"))
                .hasValue(
                        "attachment; filename=\"___X____.txt\"; filename*=UTF-8''%22%0D%0AX%3A%20%F0%9F%98%80%27.txt");
        assertThat(answer.join().headers().firstValue("X")).isEmpty();
    }

    @Test
    void shouldSayWhatTheReaderSaysWhenThereIsNoSuchFile() {
        // given
        var id = client.submit(chain("missing", 1));

        // when
        var answer = ask("/api/v1/runs/%s/outputs/content?path=x".formatted(id));
        var wanted = wanted(id);
        bring(wanted, wanted.secret(), 404, "Expected a file 'x', but there is none");

        // then
        assertThat(answer.join().statusCode()).isEqualTo(404);
        assertThat(json(answer.join()).path("detail").asText()).isEqualTo("Expected a file 'x', but there is none");
    }

    @Test
    void shouldTakeWhatIsBroughtOnceAndOnlyWithTheSecret() {
        // given
        var id = client.submit(chain("secret", 1));
        var answer = ask("/api/v1/runs/%s/outputs".formatted(id));
        var wanted = wanted(id);

        // when
        var wrong = bring(wanted, "another", 200, "forged");
        var right = bring(wanted, wanted.secret(), 200, "true");
        var again = bring(wanted, wanted.secret(), 200, "twice");

        // then
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(right.statusCode()).isEqualTo(204);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(answer.join().body()).isEqualTo("true");
    }

    @Test
    void shouldSayWhyWhenNobodyBeginsInTime() {
        // given
        var id = client.submit(chain("late", 1));

        // when
        var answer = ask("/api/v1/runs/%s/outputs".formatted(id));
        var wanted = wanted(id);
        bus.message(OutputsGivenUp.class, it -> it.request().equals(wanted.request()));
        bus.say(new OutputsRefused(wanted.request(), wanted.run(), Reason.NOT_BEGUN, "No node takes its pod."));

        // then
        assertThat(answer.join().statusCode()).isEqualTo(504);
        assertThat(json(answer.join()).path("detail").asText())
                .isEqualTo("Expected the disk to be read within 4 s, but nobody has begun. No node takes its pod.");
    }

    @ParameterizedTest
    @CsvSource({"NO_DISK, 404, nothing has been written yet", "NOT_TAKEN, 503, Kubernetes to take what reads disks"})
    void shouldSayWhyAtOnceWhenDispatcherDoes(Reason reason, int status, String words) {
        // given
        var id = client.submit(chain("refused", 1));

        // when
        var answer = ask("/api/v1/runs/%s/outputs".formatted(id));
        var wanted = wanted(id);
        bus.say(new OutputsRefused(wanted.request(), wanted.run(), reason, "Its reason."));

        // then
        assertThat(answer.join().statusCode()).isEqualTo(status);
        assertThat(json(answer.join()).path("detail").asText()).contains(words).endsWith("Its reason.");
    }

    @Test
    void shouldAskForTheActivityWhereEachHasADisk() {
        // given
        var id = client.submit(chain("alone", 2).replace("\n  activities:", STANDALONE));

        // when
        var without = client.get("/api/v1/runs/%s/outputs".formatted(id));
        var unknown = client.get("/api/v1/runs/%s/outputs?activity=b".formatted(id));
        var answer = ask("/api/v1/runs/%s/outputs?activity=a1".formatted(id));
        var wanted = wanted(id);
        bring(wanted, wanted.secret(), 200, "{}");

        // then
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(wanted.claim()).isEqualTo("a1-%s-1".formatted(id));
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void shouldReadDisksForSoManyAtOnceAndNoMore() {
        // given
        var id = client.submit(chain("crowd", 1));
        var path = "/api/v1/runs/%s/outputs".formatted(id);
        var first = IntStream.range(0, 3).mapToObj(_ -> ask(path)).toList();
        bus.records(3, record -> new String(record.value(), StandardCharsets.UTF_8).contains("akoflow-" + id));

        // when
        var another = client.get(path);

        // then
        assertThat(another.statusCode()).isEqualTo(503);
        assertThat(another.headers().firstValue("Retry-After")).hasValue("5");
        first.forEach(it -> assertThat(it.join().statusCode()).isEqualTo(504));
        var later = ask(path);
        assertThat(later.join().statusCode()).isEqualTo(504);
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        return HTTP.sendAsync(client.to(path).build(), BodyHandlers.ofString());
    }

    private OutputsWanted wanted(String run) {
        return bus.message(OutputsWanted.class, it -> it.run().value().equals(run));
    }

    private HttpResponse<String> bring(OutputsWanted wanted, String secret, int status, String body) {
        var request = HttpRequest.newBuilder(URI.create(server + "outputs/" + wanted.request()))
                .header("Akoflow-Secret", secret)
                .header("Akoflow-Status", Integer.toString(status))
                .PUT(BodyPublishers.ofString(body));
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }
}
