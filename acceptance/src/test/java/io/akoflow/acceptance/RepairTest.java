package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Topic;
import io.akoflow.local.LaunchSettings;
import io.akoflow.local.Service;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each fault of the table in docs/reliability.md that leaves the databases as they are. */
@Tag("slow")
@DisplayName("What was lost on the way is found out, and the run goes on")
class RepairTest {

    private static final Duration TO_END = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Machine machine;
    private static Damage damage;

    @BeforeAll
    static void start() {
        machine = Machine.start("repair", RepairTest::impatient);
        damage = new Damage(machine);
    }

    @AfterAll
    static void end() {
        damage.close();
        machine.close();
    }

    @AfterEach
    void startAll() {
        for (var service : Service.values()) {
            machine.parts().start(service);
        }
    }

    @Test
    void shouldStartOnFirstAttemptWhenReadyEventsAreLost() {
        // given
        end(Service.DISPATCHER);
        long before = damage.said(Topic.READY);
        var run = machine.submit(Steps.sideBySide(3, "0.2"));
        await("what is ready").atMost(PATIENCE).until(() -> damage.said(Topic.READY) == before + 3);
        damage.loseRecords(Topic.READY);
        // when
        machine.parts().start(Service.DISPATCHER);
        // then
        assertThatItSucceeded("ready events lost", run, List.of(1, 1, 1));
    }

    @Test
    void shouldMakeAnotherAttemptWhenJobIsDeleted() {
        // given
        var run = machine.submit(Steps.chain(2, "5"));
        var told = follow(run);
        awaitState(run, "step-0", "RUNNING");
        // when
        damage.deleteJobs(run, 0);
        // then
        assertThatItSucceeded("Job deleted", run, List.of(2, 1));
        assertThatFailureWasTold(told, "step-0", "INFRASTRUCTURE");
    }

    @Test
    void shouldMakeOtherAttemptsOnNewDiskWhenNamespaceIsWiped() {
        // given
        var run = machine.submit(Steps.sideBySide(3, "5"));
        var told = follow(run);
        for (int i = 0; i < 3; i++) {
            awaitState(run, "step-" + i, "RUNNING");
        }
        // when
        damage.wipeNamespace();
        // then
        assertThatItSucceeded("namespace wiped", run, List.of(2, 2, 2));
        assertThatFailureWasTold(told, "step-2", "INFRASTRUCTURE");
        assertThat(Steps.linesOf(machine, run)).containsExactlyInAnyOrder("0 2", "1 2", "2 2");
    }

    @Test
    void shouldFailAndSayWhyWhenFilesOfOthersWereWipedToo() {
        // given
        var run = machine.submit(Steps.chain(3, "5"));
        awaitState(run, "step-1", "RUNNING");
        // when
        damage.wipeNamespace();
        // then
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("FAILED");
        assertThat(machine.activity(run, "step-1").path("failure").path("kind").asText())
                .isEqualTo("DiskLost");
        assertThat(machine.activity(run, "step-2").path("state").asText()).isEqualTo("SKIPPED");
        assertThatNothingStartedTwice(run);
    }

    @Test
    void shouldMakeAnotherAttemptWhenJobEndedAndWentWhileNobodyWatched() {
        // given
        var run = machine.submit(Steps.chain(2, "5"));
        var told = follow(run);
        awaitState(run, "step-0", "RUNNING");
        end(Service.WATCHER);
        awaitEndOfPod(run, 0);
        damage.deleteJobs(run, 0);
        // when
        machine.parts().start(Service.WATCHER);
        // then
        assertThatItSucceeded("Job gone while nobody watched", run, List.of(2, 1));
        assertThatFailureWasTold(told, "step-0", "INFRASTRUCTURE");
    }

    @Test
    void shouldSayWhatHappenedMeanwhileWhenNobodyWatched() {
        // given
        var run = machine.submit(Steps.chain(2, "5"));
        awaitState(run, "step-0", "RUNNING");
        end(Service.WATCHER);
        awaitEndOfPod(run, 0);
        // when
        machine.parts().start(Service.WATCHER);
        // then
        assertThatItSucceeded("nobody watched", run, List.of(1, 1));
    }

    @Test
    void shouldAskAgainWhenOutcomesAreLost() {
        // given
        var run = machine.submit(Steps.chain(2, "5"));
        awaitState(run, "step-0", "RUNNING");
        end(Service.PLANNER);
        long before = damage.said(Topic.OBSERVED);
        awaitEndOfPod(run, 0);
        await("the outcome and the log").atMost(PATIENCE).until(() -> damage.said(Topic.OBSERVED) >= before + 2);
        damage.loseRecords(Topic.OBSERVED);
        // when
        machine.parts().start(Service.PLANNER);
        // then
        assertThatItSucceeded("outcomes lost", run, List.of(1, 1));
    }

    @Test
    void shouldAskAgainWhenRequestsAreLost() {
        // given
        var started = machine.submit(Steps.chain(2, "15"));
        awaitState(started, "step-0", "RUNNING");
        end(Service.PLANNER);
        long before = damage.said(Topic.WORKFLOWS);
        var run = machine.submit(Steps.chain(2, "0.2"));
        machine.send(
                machine.request("/api/v1/runs/%s/cancel".formatted(started)).POST(BodyPublishers.noBody()));
        await("the requests").atMost(PATIENCE).until(() -> damage.said(Topic.WORKFLOWS) >= before + 2);
        damage.loseRecords(Topic.WORKFLOWS);
        // when
        machine.parts().start(Service.PLANNER);
        // then
        assertThatItSucceeded("requests lost", run, List.of(1, 1));
        var over = machine.awaitOver(started, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("CANCELLED");
    }

    @Test
    void shouldGoOnWhenTopicsAreMadeAnew() {
        // given
        var run = machine.submit(Steps.chain(6, "1"));
        await("a beginning")
                .atMost(PATIENCE)
                .until(() -> machine.run(run).path("counts").path("SUCCEEDED").asInt() >= 1);
        // when
        damage.loseTopics(Topic.WORKFLOWS, Topic.READY, Topic.OBSERVED);
        // then
        var next = machine.submit(Steps.chain(2, "0.2"));
        assertThatItSucceeded("topics made anew", run, List.of(1, 1, 1, 1, 1, 1));
        assertThatItSucceeded("topics made anew, next run", next, List.of(1, 1));
    }

    /** So that what takes a minute or a quarter of an hour by default is seen here. */
    private static LaunchSettings impatient(LaunchSettings settings) {
        return settings.withServiceSetting("akoflow.planner.validity", "PT8S")
                .withServiceSetting("akoflow.planner.release-margin", "PT3S")
                .withServiceSetting("akoflow.planner.silence", "PT12S")
                .withServiceSetting("akoflow.gateway.start-patience", "PT2S");
    }

    private static void end(Service service) {
        assertThat(machine.parts().end(service, TO_END)).as(service.label()).isTrue();
    }

    private static void awaitState(String run, String activity, String state) {
        await("%s to be %s".formatted(activity, state))
                .atMost(PATIENCE)
                .until(() ->
                        machine.activity(run, activity).path("state").asText().equals(state));
    }

    private static void awaitEndOfPod(String run, int activity) {
        await("the end of a pod")
                .atMost(PATIENCE)
                .until(() -> ApiJournal.of(machine, run).ends().containsKey(activity));
    }

    private static void assertThatItSucceeded(String what, String run, List<Integer> attempts) {
        var begun = Instant.now();
        var over = machine.awaitOver(run, PATIENCE);
        System.out.printf(
                "Repair: %s: %s s%n",
                what, Duration.between(begun, Instant.now()).toSeconds());
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(machine.activities(run).stream().map(it -> it.path("attempt").asInt()))
                .containsExactlyElementsOf(attempts);
        assertThatNothingStartedTwice(run);
    }

    private static void assertThatNothingStartedTwice(String run) {
        assertThat(ApiJournal.of(machine, run).startsByAttempt())
                .isNotEmpty()
                .allSatisfy((attempt, starts) -> assertThat(starts).as(attempt).isEqualTo(1));
    }

    private record Told(EventStream stream, CompletableFuture<Boolean> isOver) {}

    private static Told follow(String run) {
        var stream = new EventStream(machine, run);
        return new Told(stream, CompletableFuture.supplyAsync(() -> stream.followUnchecked(machine.url())));
    }

    /** Whoever follows the run is told why there is another attempt. */
    private static void assertThatFailureWasTold(Told told, String activity, String failureClass) {
        assertThat(told.isOver().join()).isTrue();
        var failures = told.stream().activities().stream()
                .map(EventStream.Event::data)
                .filter(data -> data.path("name").asText().equals(activity) && data.hasNonNull("failure"))
                .map(data -> Map.of(
                        "state",
                        data.path("state").asText(),
                        "class",
                        data.path("failure").path("failureClass").asText(),
                        "has a cause",
                        !data.path("failure").path("cause").asText().isEmpty(),
                        "has an advice",
                        !data.path("failure").path("advice").asText().isEmpty()))
                .toList();
        assertThat(failures)
                .contains(Map.of(
                        "state", "BACKING_OFF", "class", failureClass, "has a cause", true, "has an advice", true));
    }
}
