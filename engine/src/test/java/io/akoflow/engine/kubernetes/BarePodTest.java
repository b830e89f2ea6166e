package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.ContainerView.Running;
import io.akoflow.engine.kubernetes.ContainerView.State;
import io.akoflow.engine.kubernetes.ContainerView.Terminated;
import io.akoflow.engine.kubernetes.PodReading.Failed;
import io.akoflow.engine.kubernetes.PodReading.NothingYet;
import io.akoflow.engine.kubernetes.PodReading.Started;
import io.akoflow.engine.kubernetes.PodReading.Succeeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a pod without a Job is read: what it tells by itself, and who has deleted it when. */
class BarePodTest {

    private static final Instant BEGIN = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant DELETED = BEGIN.plusSeconds(100);
    private static final Instant NOW = BEGIN.plusSeconds(200);
    private static final Long GRACE = 10L;
    private static final Long NO_GRACE = 0L;
    private static final Path CASES = Path.of("src/test/resources/podreading");
    private static final Path TOMBSTONE = Path.of("src/test/resources/barepod/tombstone.json");

    @Test
    void shouldRunWhenNobodyDeletesIt() {
        assertThat(read(pod("Running", new Running(BEGIN), null), (Long) null)).isInstanceOf(Started.class);
    }

    @Test
    void shouldHaveSucceededWhenItIsDeletedAfterItsEnd() {
        // when
        var reading = read(pod("Succeeded", ended(0, DELETED.minusSeconds(20)), DELETED), NO_GRACE);

        // then
        assertThat(reading).isInstanceOf(Succeeded.class);
    }

    @Test
    void shouldHaveFailedByItselfWhenItIsDeletedAfterItsEnd() {
        // when
        var reading = read(pod("Failed", ended(3, DELETED.minusSeconds(20)), DELETED), NO_GRACE);

        // then
        assertThat(kind(reading)).isEqualTo("ExitCode");
    }

    @Test
    void shouldSayNothingWhileItsContainersAreStillEnding() {
        assertThat(read(pod("Running", ended(143, DELETED.plusSeconds(1)), DELETED), GRACE))
                .isInstanceOf(NothingYet.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 137, 143})
    void shouldBlameWhoDeletesItWhenItEndsBecauseOfThat(int exitCode) {
        // when
        var reading = read(pod("Failed", ended(exitCode, DELETED.plusSeconds(1)), DELETED), GRACE);

        // then
        assertThat(kind(reading)).isEqualTo("Deleted");
        assertThat(((Failed) reading).failure().cause()).startsWith("Its pod was deleted");
    }

    @Test
    void shouldHaveEndedWhenItIsDeletedBeforeItHasANode() {
        // given
        var pod = new PodView("u", "p", null, false, DELETED, "Pending", null, null, List.of(), List.of());

        // when, then
        assertThat(kind(read(pod, GRACE))).isEqualTo("Deleted");
    }

    @Test
    void shouldHaveEndedWhenItIsDeletedByForceWhileItRuns() {
        assertThat(kind(read(pod("Running", new Running(BEGIN), DELETED), NO_GRACE)))
                .isEqualTo("Deleted");
    }

    @Test
    void shouldGoOnWhenItIsAskedToGoAndStillRuns() {
        assertThat(read(pod("Running", new Running(BEGIN), DELETED), GRACE)).isInstanceOf(Started.class);
    }

    @Test
    void shouldBeWithdrawnWhenItWasAkoflowThatDeletedIt() {
        // given
        var bare = BarePod.of(pod("Failed", ended(143, DELETED.plusSeconds(1)), DELETED), GRACE, true);

        // when, then
        assertThat(kind(read(bare.seen(), bare.job()))).isEqualTo("Withdrawn");
    }

    @Test
    void shouldHaveSucceededAllTheSameWhenItIsWithdrawnTooLate() {
        // given
        var bare = BarePod.of(pod("Succeeded", ended(0, DELETED.plusSeconds(1)), DELETED), GRACE, true);

        // when, then
        assertThat(read(bare.seen(), bare.job())).isInstanceOf(Succeeded.class);
    }

    @Test
    void shouldBlameWhoDeletesItWhenItIsGoneWithoutAWord() {
        // given
        var gone = pod("Running", new Running(BEGIN), null).afterwards();

        // when
        var reading = read(gone, JobView.GONE_WITH_POD);

        // then
        assertThat(kind(reading)).isEqualTo("Deleted");
        assertThat(((Failed) reading).failure().cause()).startsWith("Its pod was deleted");
    }

    /** Pods of Jobs have a finalizer too, so what was seen of them is what will be seen of pods without Jobs. */
    @ParameterizedTest
    @CsvSource({
        "02-real-evicted-for-its-disk,Evicted",
        "03-real-deadline-exceeded,TimedOut",
        "04-real-evicted-by-api,Drained",
        "04-real-node-gone,NodeLost",
        "04-real-node-gone-with-its-pod,NodeLost",
        "04-real-preempted,Preempted",
        "04-real-tainted,Tainted",
        "05-real-deleted-before-it-had-a-node,Deleted",
        "05-real-deleted-pod,Deleted",
        "05-real-deleted-by-force,Deleted"
    })
    void shouldTellByItselfWhatBecameOfItWhenItWasEvictedOrDeleted(String folder, String kind) throws IOException {
        // given
        var file = file(CASES.resolve(folder));

        // when, then
        assertThat(kind(read(file))).isEqualTo(kind);
    }

    static Stream<Path> casesOfPodsAlone() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders
                    .filter(it -> {
                        var pod = file(it).path("pod");
                        return !pod.isMissingNode()
                                && !file(it).path("podGone").asBoolean()
                                && !pod.path("metadata").has("deletionTimestamp")
                                && !file(it).has("event");
                    })
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("casesOfPodsAlone")
    void shouldReadWhatThePodOfAJobSaysWhenNobodyDeletesIt(Path folder) {
        // given
        var file = file(folder);
        var seen = new SeenFile(file);
        var ofJob = PodReading.of(
                new AttemptView(seen.attempt().pod(), JobView.ACTIVE, null),
                seen.before(),
                seen.patience(),
                seen.now());

        // when, then
        assertThat(read(file)).isEqualTo(ofJob);
    }

    /** {@code -Dakoflow.golden=write} writes the expected file anew, to be read before it is kept. */
    @Test
    void shouldBeThePodInTheFileWhenItIsATombstone() throws IOException {
        // given
        var id = new AttemptId(new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz"), 1, 2);
        var file = TOMBSTONE.toFile();
        var other = new AttemptId(id.run(), 5, 1);

        // when
        var tree = BarePod.tombstone(new Pack(List.of(id, other)), new JobRef("work", "count-1"), PodSettings.DEFAULT)
                .tree();

        // then
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        if ("write".equals(System.getProperty("akoflow.golden"))) {
            json.writeValue(file, tree);
        }
        assertThat(json.writeValueAsString(tree)).isEqualTo(json.writeValueAsString(json.readTree(file)));
    }

    private static PodReading read(JsonNode file) {
        var seen = new SeenFile(file);
        var pod = Objects.requireNonNull(seen.attempt().pod());
        var grace = file.path("pod").path("metadata").path("deletionGracePeriodSeconds");
        var bare = BarePod.of(pod, grace.isNumber() ? grace.asLong() : null, false);
        var job = pod.gone() ? JobView.GONE_WITH_POD : bare.job();
        return PodReading.of(new AttemptView(bare.seen(), job, null), seen.before(), seen.patience(), seen.now());
    }

    private static PodReading read(PodView pod, @Nullable Long grace) {
        var bare = BarePod.of(pod, grace, false);
        return read(bare.seen(), bare.job());
    }

    private static PodReading read(PodView pod, JobView job) {
        return PodReading.of(new AttemptView(pod, job, null), null, Patience.DEFAULT, NOW);
    }

    private static String kind(PodReading reading) {
        return reading instanceof Failed failed ? failed.failure().kind() : reading.toString();
    }

    private static Terminated ended(int exitCode, Instant at) {
        return new Terminated(exitCode, exitCode == 0 ? "Completed" : "Error", null, BEGIN, at);
    }

    private static PodView pod(String phase, State state, @Nullable Instant deletionAskedAt) {
        var container = new ContainerView(JobLabels.CONTAINER, false, false, null, state);
        return new PodView("u", "p", "node", false, deletionAskedAt, phase, null, null, List.of(), List.of(container));
    }

    private static JsonNode file(Path folder) {
        try {
            return new ObjectMapper().readTree(folder.resolve("seen.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
