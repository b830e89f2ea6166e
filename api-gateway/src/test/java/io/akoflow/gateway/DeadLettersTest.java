package io.akoflow.gateway;

import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class DeadLettersTest extends GatewayFixture {

    private static final String PATH = "/api/v1/dead-letters";

    DeadLettersTest() {
        super(Topic.RUNS, Topic.DEAD_LETTERS, Topic.AUDIT);
    }

    @Test
    void shouldTellWhatCouldNotBeReadAndWhy() {
        // given
        broken("told", "{broken");

        // when
        var letter = awaitLetter("told");

        // then
        assertThat(letter.path("topic").asText()).isEqualTo("akoflow.runs");
        assertThat(letter.path("partition").asText()).matches("\\d+");
        assertThat(letter.path("offset").asText()).matches("\\d+");
        assertThat(letter.path("reader").asText()).isEqualTo("akoflow/api-gateway");
        assertThat(letter.path("error").asText()).startsWith("Expected the body to be a JSON object");
        assertThat(letter.path("type").asText()).isEqualTo("io.akoflow.run-ended.v1");
        assertThat(letter.path("value").asText()).isEqualTo("{broken");
        assertThat(letter.path("bytes").asInt()).isEqualTo(7);
    }

    @Test
    void shouldTellOnlyTheBeginningWhenItIsLong() {
        // given
        broken("long", "x".repeat(10_000));

        // when
        var letter = awaitLetter("long");

        // then
        assertThat(letter.path("value").asText()).isEqualTo("x".repeat(500));
        assertThat(letter.path("bytes").asInt()).isEqualTo(10_000);
    }

    @Test
    void shouldSendItAgainAsItCameAndSayWhoDidWhenItIsReplayed() {
        // given
        broken("replayed", "{again");
        var id = awaitLetter("replayed").path("id").asText();
        var olga = client.as("olga", "operator");

        // when
        var answer = olga.post(PATH + "/" + id + "/replay");

        // then
        assertThat(answer.statusCode()).isEqualTo(204);
        var records = bus.records(
                2, it -> it.topic().equals("akoflow.runs") && Bus.key(it).equals("replayed"));
        var first = records.getFirst();
        var second = records.getLast();
        assertThat(second.offset()).isGreaterThan(first.offset());
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.headers().toArray()).containsExactly(first.headers().toArray());
        var audit = bus.message(AuditEntry.class, it -> it.action().equals("replay"));
        assertThat(audit.who()).isEqualTo("olga");
        assertThat(audit.target())
                .isEqualTo("%s (akoflow.runs/%d/%d)".formatted(id, first.partition(), first.offset()));
    }

    @Test
    void shouldTellEachOnceAndNewestFirstWhenAskedPageByPage() {
        // given
        List.of("paged-1", "paged-2", "paged-3", "paged-4").forEach(key -> {
            broken(key, "{");
            awaitLetter(key);
        });

        // when
        List<String> keys = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (var cursor = ""; ids.size() < 1000; ) {
            var page = json(client.get(PATH + "?limit=2" + cursor));
            page.path("items").forEach(it -> {
                ids.add(it.path("id").asText());
                keys.add(it.path("key").asText());
            });
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            if (!page.has("next")) {
                break;
            }
            cursor = "&cursor=" + page.path("next").asText();
        }

        // then
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(keys.stream().filter(it -> it.startsWith("paged-")))
                .containsExactly("paged-4", "paged-3", "paged-2", "paged-1");
    }

    @Test
    void shouldRefuseWhatIsNoLetter() {
        // when
        var statuses = List.of(
                client.post(PATH + "/0-999999999/replay").statusCode(),
                client.post(PATH + "/999-0/replay").statusCode(),
                client.post(PATH + "/x/replay").statusCode());

        // then
        assertThat(statuses).containsOnly(404);
        assertThat(client.get(PATH + "?limit=101").statusCode()).isEqualTo(400);
        assertThat(client.get(PATH + "?cursor=bm8").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldNotSendWhatDoesNotSayWhereItCameFrom() {
        // given
        var stray = Bus.record(Topic.DEAD_LETTERS, "stray", "x");
        stray.headers().add("akoflow_topic", "akoflow.dead-letters".getBytes(StandardCharsets.UTF_8));
        bus.send(stray);

        // when
        var answer = client.post(PATH + "/" + awaitLetter("stray").path("id").asText() + "/replay");

        // then
        assertThat(answer.statusCode()).isEqualTo(409);
    }

    /** A record that the gateway can't read. */
    private void broken(String key, String value) {
        var record = Bus.record(Topic.RUNS, key, value);
        record.headers().add("ce_type", "io.akoflow.run-ended.v1".getBytes(StandardCharsets.UTF_8));
        bus.send(record);
    }

    private JsonNode awaitLetter(String key) {
        return await().until(() -> letter(key), Optional::isPresent).orElseThrow();
    }

    private Optional<JsonNode> letter(String key) {
        var items = json(client.get(PATH + "?limit=100")).path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(it -> it.path("key").asText().equals(key))
                .findFirst();
    }
}
