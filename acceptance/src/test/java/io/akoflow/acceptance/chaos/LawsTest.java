package io.akoflow.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.acceptance.chaos.Work.Shape;
import io.akoflow.acceptance.chaos.Work.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A law that is broken is told")
class LawsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUN = "01kaz3k9p2m5v7w8x9y0abcdef";

    @TempDir
    private Path folder;

    private final Work work = new Work(
            0,
            true,
            Story.CONTINUES,
            new Shape("shared", "always", 10),
            List.of(new Step(new Fate.Succeeds(), List.of(), 100), new Step(new Fate.Succeeds(), List.of(0), 100)));

    @Test
    void shouldTellNothingWhenAllIsWell() throws IOException {
        // given
        var journal = journal(
                line("create", "jobs", 0, ""),
                line("start", "pods", 0, ""),
                line("end", "pods", 0, "Succeeded"),
                line("start", "pods", 1, ""),
                line("end", "pods", 1, "Succeeded"));
        var disk = disk("0 1", "1 1");
        // when
        var tale = tale("SUCCEEDED", 1);
        // then
        assertThat(Laws.sameStates(tale)).isEmpty();
        assertThat(Laws.sameAttempts(tale)).isEmpty();
        assertThat(OnceLaws.once(tale, journal)).isEmpty();
        assertThat(OnceLaws.inOrder(tale, journal)).isEmpty();
        assertThat(OnceLaws.outcomesCounted(tale, journal)).isEmpty();
        assertThat(OnceLaws.lines(tale, journal, disk)).isEmpty();
    }

    @Test
    void shouldTellOfStatesAndAttemptsThatDiffer() {
        // when
        var tale = tale("FAILED", 2);
        // then
        assertThat(Laws.sameStates(tale)).hasSize(1);
        assertThat(Laws.sameAttempts(tale)).hasSize(1);
    }

    @Test
    void shouldTellOfTwoStartsAndJobs() throws IOException {
        // when
        var journal = journal(
                line("create", "jobs", 0, ""),
                line("create", "jobs", 0, ""),
                line("start", "pods", 0, ""),
                line("start", "pods", 0, ""));
        // then
        assertThat(OnceLaws.once(tale("SUCCEEDED", 1), journal)).hasSize(2);
    }

    @Test
    void shouldTellOfStartBeforeDependencyAndOfOutcomesNotCounted() throws IOException {
        // when
        var journal = journal(
                line("start", "pods", 1, ""), line("end", "pods", 1, "Succeeded"), line("start", "pods", 0, ""));
        // then
        assertThat(OnceLaws.inOrder(tale("SUCCEEDED", 1), journal)).hasSize(1);
        assertThat(OnceLaws.outcomesCounted(tale("FAILED", 1), journal)).hasSize(2);
    }

    @Test
    void shouldTellOfCommandsThatRanTwiceOrUnseen() throws IOException {
        // when
        var journal = journal(line("start", "pods", 0, ""), line("end", "pods", 0, "Succeeded"));
        // then
        var tale = tale("SUCCEEDED", 1);
        assertThat(OnceLaws.lines(tale, journal, disk("0 1", "0 1"))).hasSize(1);
        assertThat(OnceLaws.lines(tale, journal, disk("1 1"))).hasSize(2);
    }

    private Tale tale(String lastState, int lastAttempt) {
        return new Tale(
                work,
                RUN,
                List.of(),
                json("{'state':'SUCCEEDED','seq':9}"),
                List.of(activity(0, "SUCCEEDED", 1), activity(1, lastState, lastAttempt)),
                new Listener(new Gateways(List.of(URI.create("http://localhost:1")), ""), RUN));
    }

    private static JsonNode activity(int place, String state, int attempt) {
        return json("{'activity':%d,'state':'%s','attempt':%d}".formatted(place, state, attempt));
    }

    private Path disk(String... lines) throws IOException {
        Files.write(folder.resolve(Work.LINES), List.of(lines));
        return folder;
    }

    private Journal journal(String... lines) throws IOException {
        var file = folder.resolve("api.log");
        Files.write(file, List.of(lines));
        return Journal.read(file);
    }

    private static String line(String verb, String resource, int activity, String phase) {
        return "{\"ts\":%d,\"verb\":\"%s\",\"resource\":\"%s\",\"phase\":\"%s\","
                        .formatted(System.nanoTime() / 1000, verb, resource, phase)
                + "\"labels\":{\"akoflow.io/run\":\"%s\",\"akoflow.io/activity\":\"%d\",\"akoflow.io/attempt\":\"1\"}}"
                        .formatted(RUN, activity);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
