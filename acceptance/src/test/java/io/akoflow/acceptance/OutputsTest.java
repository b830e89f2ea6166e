package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What runs leave on their disks, on one machine")
class OutputsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGE = 3L << 30;

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.processes("outputs");
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "diamond"})
    void shouldListAndFetchEveryFileByteForByte(String example) throws IOException {
        // given
        var run = succeeded(example);

        // when
        var paths = paths(list(run, ""));

        // then
        assertThat(paths)
                .containsExactlyElementsOf(
                        example.equals("hello")
                                ? List.of("hello.txt")
                                : List.of("even.txt", "numbers.txt", "odd.txt", "sum.txt"));
        for (var path : paths) {
            assertThat(machine.bytes(content(run, path)))
                    .as(path)
                    .isEqualTo(Files.readAllBytes(machine.disk(run).resolve(path)));
        }
    }

    @Test
    void shouldListAndFetchOnTheCommandLine() throws IOException {
        // given
        var run = succeeded("hello");

        // when
        var list = machine.akoflow("outputs", run);
        var file = machine.akoflow("outputs", run, "--get", "hello.txt");

        // then
        assertThat(list.out()).contains("hello.txt");
        assertThat(file.out()).isEqualTo("Hello, world\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../token", "/etc/passwd", "..", "hello/../hello.txt", "link.txt", "up/token"})
    void shouldNotLeaveTheDiskWhateverIsAskedFor(String path) throws IOException {
        // given
        var run = succeeded("hello");
        Files.createSymbolicLink(
                machine.disk(run).resolve("link.txt"),
                machine.parts().state().root().resolve("token"));
        Files.createSymbolicLink(
                machine.disk(run).resolve("up"), machine.parts().state().root());

        // when
        var answer = machine.send(machine.request(content(run, path)));

        // then
        assertThat(answer.statusCode()).isIn(404, 422);
        assertThat(answer.body()).doesNotContain(machine.parts().token());
        assertThat(paths(list(run, ""))).containsExactly("hello.txt");
    }

    @Test
    void shouldBreakOffWhenTheFileBecomesShorterWhileItIsFetched() throws Exception {
        // given
        var run = succeeded("hello");
        try (var file = new RandomAccessFile(
                        machine.disk(run).resolve("shrinks").toFile(), "rw");
                var http = HttpClient.newHttpClient()) {
            file.setLength(LARGE);
            var answer = http.send(machine.request(content(run, "shrinks")).build(), BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LARGE);

            // when
            file.setLength(0);

            // then
            var all = CompletableFuture.supplyAsync(() -> skipped(answer.body()));
            assertThat(all).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("it broke off");
        }
    }

    private static String skipped(InputStream body) {
        try (body) {
            body.skipNBytes(LARGE);
            return "it came whole";
        } catch (IOException _) {
            return "it broke off";
        }
    }

    @Test
    void shouldAnswer410WhenItsFileKeepsNothing() {
        // given
        var run = machine.submit("""
                name: gone
                spec:
                  image: alpine:3.20
                  storagePolicy: {type: shared, retain: never}
                  activities:
                    - {name: a, run: echo x > x}
                """);
        machine.awaitOver(run);

        // when
        var answer = machine.send(machine.request("/api/v1/runs/%s/outputs".formatted(run)));

        // then
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("'retain: never'");
    }

    @Test
    void shouldReadTheDiskOfTheActivityWhereEachHasOne() {
        // given
        var run = machine.submit(StoragePolicies.under("standalone", """
                name: alone
                spec:
                  image: alpine:3.20
                  activities:
                    - {name: first, run: echo 1 > one.txt}
                    - {name: second, run: echo 2 > two.txt, dependsOn: [first]}
                """));
        machine.awaitOver(run);

        // when / then
        assertThat(paths(list(run, "?activity=first"))).containsExactly("one.txt");
        assertThat(paths(list(run, "?activity=second"))).containsExactly("one.txt", "two.txt");
    }

    @Test
    @Tag("slow")
    void shouldPassOnAFileThatIsLargerThanTheGateway() throws Exception {
        // given
        var run = succeeded("hello");
        try (var file = new RandomAccessFile(machine.disk(run).resolve("large").toFile(), "rw")) {
            file.setLength(LARGE);
            file.seek(LARGE - 3);
            file.write("end".getBytes(StandardCharsets.UTF_8));
        }

        // when
        var tail = fetchedTail(machine, content(run, "large"), LARGE);

        // then
        assertThat(tail).isEqualTo("end");
    }

    /** The last three bytes, when so many have come. */
    static String fetchedTail(Machine machine, String path, long bytes) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = http.send(
                    machine.request(path).timeout(Duration.ofMinutes(3)).build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(bytes);
            try (var body = answer.body()) {
                body.skipNBytes(bytes - 3);
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    static List<String> paths(JsonNode list) {
        List<String> paths = new ArrayList<>();
        list.path("items").forEach(it -> paths.add(it.path("path").asText()));
        return paths;
    }

    static String content(String run, String path) {
        return "/api/v1/runs/%s/outputs/content?path=%s"
                .formatted(run, URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    private static String succeeded(String example) {
        var run = machine.submitExample(example);
        var over = machine.awaitOver(run);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        return run;
    }

    private static JsonNode list(String run, String query) {
        return list(machine, run, query);
    }

    static JsonNode list(Machine machine, String run, String query) {
        var answer = machine.send(machine.request("/api/v1/runs/%s/outputs%s".formatted(run, query))
                .timeout(Duration.ofMinutes(2)));
        try {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
