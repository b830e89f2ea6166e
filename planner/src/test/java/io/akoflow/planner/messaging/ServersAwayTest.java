package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Topic;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kafka.KafkaSettings;
import io.akoflow.local.kafka.Topics;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.local.postgres.PostgresSettings;
import io.akoflow.local.process.Watchdog;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit calls what fills the fields
class ServersAwayTest {

    @TempDir
    Path folder;

    private static final Watchdog WATCHDOG = Watchdog.start();

    private KafkaSettings kafkaSettings;
    private PostgresSettings postgresSettings;
    private Scene scene;
    private Others others;
    private Scene.Running planner;

    @BeforeEach
    void open() {
        kafkaSettings = new KafkaSettings(folder.resolve("kafka"), 0, "secret");
        postgresSettings =
                new PostgresSettings(folder.resolve("postgres"), 0, "secret", false, folder.resolve("postgres.log"));
        scene = new Scene(EmbeddedKafka.start(kafkaSettings), EmbeddedPostgres.start(postgresSettings, WATCHDOG));
        others = new Others(scene.kafka());
        planner = scene.start(Map.of());
    }

    @AfterEach
    void close() {
        planner.close();
        others.close();
        scene.close();
    }

    @Test
    void shouldLoseNothingWhenDatabaseWasAway() {
        // given
        var run = TestRun.chain(3);
        others.say(run.requested());
        others.until(() -> run.isReady(others, 0));

        // when
        scene.postgres().close();
        others.say(TestRun.success(run.ready(others, 0)));
        others.until(() -> planner.condition().trouble() != null);
        assertThat(planner.condition().end()).isNull();
        scene.postgres(EmbeddedPostgres.start(postgresSettings, WATCHDOG));
        others.answer(TestRun::success);
        others.until(() -> run.hasEnded(others));

        // then
        assertThat(run.inState(others, ActivityState.SUCCEEDED)).containsExactly(0, 1, 2);
        run.hasGaplessFacts(others);
        others.until(() -> planner.condition().trouble() == null);
    }

    @Test
    void shouldSayEverythingWhenKafkaWasAway() {
        // given
        var run = TestRun.chain(1);
        var settings = Map.of("akoflow.planner.validity", "PT2S");
        planner.close();
        planner = scene.start(settings);
        others.say(run.requested());
        others.until(() -> run.isReady(others, 0));
        var first = run.ready(others, 0);

        // when
        scene.kafkaServer().close();
        others.until(() -> planner.condition().trouble() != null);
        scene.kafkaServer(EmbeddedKafka.start(kafkaSettings));
        others.until(() -> run.ready(others, 0).validUntil().isAfter(first.validUntil()));
        others.say(TestRun.success(run.ready(others, 0)));
        others.until(() -> run.hasEnded(others));

        // then
        run.hasGaplessFacts(others);
        others.until(() -> planner.condition().trouble() == null);
    }

    @Test
    void shouldGoOnFromTheBeginningWhenTopicsAreLost() throws Exception {
        // given
        var before = TestRun.flat(5, null);
        others.answer(TestRun::success);
        var oftenSaid = Collections.nCopies(30, before.requested());
        others.say(oftenSaid);
        others.until(() -> before.hasEnded(others));
        planner.close();

        // when
        try (var admin = Admin.create(scene.kafka())) {
            admin.deleteTopics(List.of(Topic.WORKFLOWS.topicName(), Topic.OBSERVED.topicName()))
                    .all()
                    .get();
        }
        Topics.create(scene.kafka());
        planner = scene.start(Map.of());
        others.until(() -> planner.condition().isUpToDate());
        planner.close();
        var runs = Stream.generate(() -> TestRun.chain(1)).limit(20).toList();
        others.say(runs.stream().map(TestRun::requested).toList());
        others.say(oftenSaid); // so that the topic is longer than it was when it was lost
        planner = scene.start(Map.of());
        others.until(() -> runs.stream().allMatch(run -> run.hasEnded(others)));

        // then
        assertThat(runs).allSatisfy(run -> run.hasGaplessFacts(others));
        before.hasGaplessFacts(others);
    }
}
