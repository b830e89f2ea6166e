package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Message;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit calls what fills the fields
class PlannerTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static Scene scene;
    private Others others;
    private Scene.Running planner;

    @BeforeAll
    static void open() {
        scene = new Scene();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void start() {
        others = new Others(scene.kafka());
        planner = scene.start(Map.of());
    }

    @AfterEach
    void stop() {
        planner.close();
        others.close();
    }

    @Test
    void shouldRunActivitiesInOrderWhenTheySucceed() {
        // given
        var run = TestRun.chain(10);
        others.answer(TestRun::success);

        // when
        others.say(run.requested());
        others.until(() -> run.hasEnded(others));

        // then
        assertThat(run.inState(others, ActivityState.SUCCEEDED)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(10);
        assertThat(others.heard(run.id(), RunEnded.class))
                .extracting(RunEnded::state)
                .containsExactly(RunState.SUCCEEDED);
        run.hasGaplessFacts(others);
    }

    @Test
    void shouldSayOnlyAsManyAsTheWindowHoldsWhenMoreAreReady() {
        // given
        var run = TestRun.flat(8, 3);

        // when
        others.say(run.requested());
        others.until(() -> run.isReady(others, 2));
        others.say(TestRun.dispatched(run.ready(others, 0)));
        others.until(() -> !run.inState(others, ActivityState.DISPATCHED).isEmpty());

        // then
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(3);

        // when
        others.answer(TestRun::success);
        for (int i = 0; i < 3; i++) {
            others.say(TestRun.success(run.ready(others, i)));
        }
        others.until(() -> run.hasEnded(others));

        // then
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(8);
        run.hasGaplessFacts(others);
    }

    @Test
    void shouldTellTimeAndTraceOfWhatItFollowsFromWhenItSpeaks() {
        // given
        var run = TestRun.chain(1);

        // when
        others.say(run.requested(), TRACE);
        others.until(() -> run.isReady(others, 0)
                && !run.inState(others, ActivityState.READY).isEmpty());

        // then
        assertThat(others.heard(run.id())).hasSize(3).allSatisfy(heard -> {
            assertThat(heard.envelope().traceparent()).isEqualTo(TRACE);
            assertThat(heard.envelope().time()).isEqualTo(decided(heard.message()));
            assertThat(heard.envelope().source()).isEqualTo("akoflow/planner");
        });
    }

    @Test
    void shouldChangeNothingAndCountWhenRepeatedOrUnknown() {
        // given
        var run = TestRun.chain(1);
        var unknown = TestRun.chain(1);
        others.say(run.requested());
        others.until(() -> run.isReady(others, 0));
        double stale = planner.count("events.stale");
        var ready = run.ready(others, 0);

        // when
        others.say(run.requested());
        others.say(TestRun.dispatched(new ActivityReady(unknown.id(), 0, 1, ready.validUntil(), ready.spec())));
        others.until(() -> planner.count("events.stale") == stale + 1 && planner.count("events.unknown.run") == 1);

        // then
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(1);
        assertThat(others.heard(unknown.id())).isEmpty();
    }

    @Test
    void shouldPutAsideWhatCanNotBeReadOrDecidedAndGoOn() {
        // given
        var run = TestRun.chain(1);
        var impossible = TestRun.flat(2, null);
        var cut = new TestRun(impossible.id(), TestRun.dependingOn(impossible.workflow(), List.of(7)));
        var broken = record(Topic.OBSERVED, run.id(), "io.akoflow.activity-started.v1", "{");
        var foreign = record(Topic.OBSERVED, run.id(), "com.example.hello", "{}");
        var misplaced = record(
                Topic.OBSERVED,
                run.id(),
                "io.akoflow.run-ended.v1",
                "{\"run\":\"%s\",\"seq\":1,\"at\":\"2026-01-01T00:00:00Z\",\"state\":\"FAILED\",\"message\":\"\"}"
                        .formatted(run.id()));

        // when
        others.send(broken);
        others.send(foreign);
        others.send(misplaced);
        others.say(cut.requested(), run.requested());
        others.until(() -> others.deadLetters().size() == 4 && run.isReady(others, 0));

        // then
        assertThat(others.deadLetters())
                .extracting(letter ->
                        new String(letter.headers().lastHeader("akoflow_reader").value(), StandardCharsets.UTF_8))
                .containsOnly("akoflow/planner");
        assertThat(planner.count("dead.letters")).isEqualTo(4);
        assertThat(others.heard(cut.id())).isEmpty();
    }

    @Test
    void shouldSayNothingAgainWhenAllIsReadOnceMore() {
        // given
        var run = TestRun.chain(3);
        others.answer(TestRun::success);
        others.say(run.requested());
        others.until(() -> run.hasEnded(others));
        int before = others.heard(run.id()).size();
        planner.close();

        // when
        scene.database().execute("delete from position");
        planner = scene.start(Map.of());
        others.until(() -> planner.count("events.stale") >= 13);

        // then
        assertThat(others.heard(run.id())).hasSize(before);
    }

    @Test
    void shouldStartNothingTwiceWhenDatabaseIsLostAndAllIsReadOnceMore() {
        // given
        var run = TestRun.chain(3);
        others.answer(TestRun::success);
        others.say(run.requested());
        others.until(() -> run.hasEnded(others));
        planner.close();

        // when
        scene.database().execute("truncate run, definition, activity, outbox, position");
        planner = scene.start(Map.of());
        others.until(() -> scene.database()
                        .number("select count(*) from run where state = 'SUCCEEDED' and id = '%s'".formatted(run.id()))
                == 1);
        others.until(() -> scene.database().number("select count(*) from outbox") == 0);

        // then
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(3);
    }

    @Test
    void shouldKeepNothingButItsNameWhenARunIsDeletedAndNotBeginItAnewWhenAllIsReadOnceMore() {
        // given
        planner.close();
        var soon = Map.of(
                "akoflow.planner.validity", "PT1S",
                "akoflow.planner.release-margin", "PT0.1S",
                "akoflow.planner.forget-after", "PT0S");
        planner = scene.start(soon);
        var run = TestRun.chain(2);
        others.answer(TestRun::success);
        others.say(run.requested());
        others.until(() -> run.hasEnded(others));

        // when
        others.say(new RunDeleteRequested(run.id(), Instant.now(), "ada"));
        others.until(() -> rows("run where forgotten and id", run) == 1);
        planner.close();
        long read = scene.database().number("select sum(next_offset) from position");
        scene.database().execute("delete from position");
        planner = scene.start(soon);
        others.until(() -> scene.database().number("select sum(next_offset) from position") >= read
                && scene.database().number("select count(*) from outbox") == 0);

        // then
        assertThat(others.heard(run.id(), RunReleased.class)).isNotEmpty();
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(2);
        assertThat(rows("activity where run", run)).isZero();
        assertThat(rows("definition where run", run)).isZero();
        assertThat(rows("outbox where run", run)).isZero();
        assertThat(rows("run where owner = '' and message is null and last_node is null and id", run))
                .isEqualTo(1);
    }

    @Test
    void shouldForgetTheNameAsWellWhenNobodyCanAskForTheRunAgain() {
        // given
        scene.database().execute("""
                insert into run (id, part, number, owner, state, seq, version, at_rest, started_at, ended_at, deleted, released)
                select id, 0, 1, 'ada', 'FAILED', 9, 3, true, began, began, true, true
                from (values ('0000000000000000000000000a', now() - interval '31 days'),
                             ('0000000000000000000000000b', now() - interval '29 days')) old (id, began)
                """);

        // when
        others.until(() -> scene.database().number("select count(*) from run where id like '%0a'") == 0);

        // then
        assertThat(scene.database().number("select count(*) from run where id like '%0b' and forgotten"))
                .isEqualTo(1);
        scene.database().execute("delete from run where id like '%0b'");
    }

    private static long rows(String of, TestRun run) {
        return scene.database().number("select count(*) from %s = '%s'".formatted(of, run.id()));
    }

    private static Instant decided(Message message) {
        return message instanceof RunFact fact
                ? fact.at()
                : ((ActivityReady) message).validUntil().minusSeconds(60);
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, RunId run, String type, String body) {
        var record = new ProducerRecord<>(
                topic.topicName(), run.value().getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
