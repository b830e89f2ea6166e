package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.SubmissionAnswer.SubmissionAccepted;
import io.akoflow.contract.SubmissionAnswer.SubmissionRefused;
import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class SubmissionsTopicTest extends GatewayFixture {

    SubmissionsTopicTest() {
        super(Topic.SUBMISSION_ANSWERS, Topic.WORKFLOWS, Topic.DEAD_LETTERS, Topic.AUDIT);
    }

    @Test
    void shouldMakeRunAndAnswerWhenFileIsPublished() {
        // when
        bus.send(Bus.record(Topic.SUBMISSIONS, "my-key", chain("published", 2)));

        // then
        var answer =
                bus.message(SubmissionAccepted.class, it -> it.submissionKey().equals("my-key"));
        assertThat(answer.submission()).startsWith("akoflow.submissions/");
        assertThat(bus.message(RunRequested.class, it -> it.run().equals(answer.run()))
                        .owner())
                .isEqualTo("kafka");
        var run = json(client.get("/api/v1/runs/" + answer.run()));
        assertThat(run.path("number").asLong()).isEqualTo(answer.number());
        assertThat(client.get("/api/v1/runs/" + answer.run() + "/workflow").body())
                .isEqualTo(chain("published", 2));
    }

    @Test
    void shouldBelongToKafkaWhateverItSaysOfItsSender() {
        // given
        var record = Bus.record(Topic.SUBMISSIONS, "of-a-robot", chain("of-a-robot", 1));
        record.headers().add("ce_source", "lab/robot-7".getBytes(StandardCharsets.UTF_8));

        // when
        bus.send(record);

        // then
        var run = bus.message(SubmissionAccepted.class, it -> it.submissionKey().equals("of-a-robot"))
                .run();
        assertThat(bus.message(RunRequested.class, it -> it.run().equals(run)).owner())
                .isEqualTo("kafka");
        assertThat(bus.message(AuditEntry.class, it -> it.target().equals(run.value()))
                        .who())
                .isEqualTo("kafka (lab/robot-7)");
        var ada = client.as("ada", "submitter");
        assertThat(ada.post("/api/v1/runs/" + run + "/cancel").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldAnswerWithSameKeyBytesWhenKeyIsNoText() {
        // given
        byte[] key = {(byte) 0xFF, 0, (byte) 0x80};

        // when
        bus.send(new ProducerRecord<>(
                Topic.SUBMISSIONS.topicName(), key, chain("binary-key", 1).getBytes(StandardCharsets.UTF_8)));

        // then
        var answers = bus.records(1, it -> Arrays.equals(it.key(), key));
        assertThat(Bus.header(answers.getFirst(), "ce_type")).isEqualTo("io.akoflow.submission-accepted.v1");
    }

    @Test
    void shouldAnswerWithoutKeyWhenThereIsNone() {
        // when
        bus.send(Bus.record(Topic.SUBMISSIONS, null, chain("keyless", 1)));
        bus.send(Bus.record(Topic.SUBMISSIONS, null, chain("keyless", 1)));

        // then
        var answers = bus.records(
                2,
                it -> it.topic().equals(Topic.SUBMISSION_ANSWERS.topicName())
                        && Bus.header(it, "ce_type").contains("accepted")
                        && it.key() == null);
        assertThat(answers).extracting(it -> Bus.header(it, "ce_subject")).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseWithEveryErrorWhenFileIsInvalid() {
        // when
        bus.send(Bus.record(Topic.SUBMISSIONS, "bad", "name: [\0"));
        bus.send(Bus.record(Topic.SUBMISSIONS, "good-after-bad", chain("good", 1)));

        // then
        var refused =
                bus.message(SubmissionRefused.class, it -> it.submissionKey().equals("bad"));
        assertThat(refused.problems()).isNotEmpty();
        assertThat(bus.message(
                        SubmissionAccepted.class, it -> it.submissionKey().equals("good-after-bad")))
                .isNotNull();
    }

    @Test
    void shouldGiveSameRunForSameKeyAndRefuseAnotherFile() {
        // given
        bus.send(Bus.record(Topic.SUBMISSIONS, "twice", chain("twice", 1)));

        // when
        bus.send(Bus.record(Topic.SUBMISSIONS, "twice", chain("twice", 1)));
        bus.send(Bus.record(Topic.SUBMISSIONS, "twice", chain("not-twice", 1)));

        // then
        bus.records(3, it -> Bus.key(it).equals("twice"));
        var refused =
                bus.message(SubmissionRefused.class, it -> it.submissionKey().equals("twice"));
        assertThat(refused.problems().getFirst().message()).startsWith("Expected the key 'twice'");
        assertThat(json(client.get("/api/v1/runs?name=twice")).path("items")).hasSize(1);
        assertThat(json(client.get("/api/v1/runs?name=not-twice")).path("items"))
                .isEmpty();
    }

    @Test
    void shouldPutAsideAndGoOnWhenFactIsBroken() {
        // given
        var id = client.submit(chain("beside-broken", 1));
        var broken = Bus.record(Topic.RUNS, id, "{\"run\":");
        broken.headers().add("ce_type", "io.akoflow.run-ended.v1".getBytes(StandardCharsets.UTF_8));

        // when
        bus.send(broken);
        bus.say(new Facts(id).started(1, 1));

        // then
        seq(id, 1);
        var letter = bus.records(
                        1,
                        it -> it.topic().equals(Topic.DEAD_LETTERS.topicName())
                                && Bus.key(it).equals(id))
                .getFirst();
        assertThat(letter.value()).isEqualTo(broken.value());
        assertThat(Bus.header(letter, "akoflow_reader")).isEqualTo("akoflow/api-gateway");
        assertThat(Bus.header(letter, "akoflow_topic")).isEqualTo("akoflow.runs");
        assertThat(Bus.header(letter, "akoflow_error")).startsWith("Expected ");
        await().until(() -> client.get("/q/health/ready").statusCode() == 200);
    }
}
