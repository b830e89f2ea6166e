package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.contract.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Kafka's own console clients submit a workflow and read its outcome")
class ConsoleClientTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Program PRODUCER = new Program("org.apache.kafka.tools.ConsoleProducer", Map.of());
    private static final Program CONSUMER = new Program("org.apache.kafka.tools.consumer.ConsoleConsumer", Map.of());

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.simulated("console-client");
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @Test
    void shouldAnswerAndTellOutcomeWhenSubmittedByConsoleProducer() throws IOException {
        // given
        var file = "{\"name\":\"hi\",\"spec\":{\"image\":\"alpine:3.20\",\"activities\":"
                + "[{\"name\":\"hi\",\"run\":\"echo hi\"}]}}";
        // when
        produce("my-key;" + file + "\n");
        // then
        var answer = firstWithKey(Topic.SUBMISSION_ANSWERS, "my-key", line -> true);
        assertThat(answer.path("submissionKey").asText()).isEqualTo("my-key");
        assertThat(answer.path("warnings")).isEmpty();
        var run = answer.path("run").asText();
        var outcome = firstWithKey(Topic.RUNS, run, line -> line.contains("\"state\":\"SUCCEEDED\",\"message\""));
        assertThat(outcome.path("run").asText()).isEqualTo(run);
        assertThat(outcome.path("message").asText()).isEqualTo("Its activity succeeded.");
    }

    @Test
    void shouldAnswerWithEveryErrorWhenSubmittedFileIsWrong() throws IOException {
        // given
        var file = "{\"name\":\"hi\",\"spec\":{\"activities\":[{\"name\":\"hi\",\"run\":\"\",\"dependsOn\":[\"x\"]}]}}";
        // when
        produce("wrong;" + file + "\n");
        // then
        var answer = firstWithKey(Topic.SUBMISSION_ANSWERS, "wrong", line -> true);
        assertThat(answer.path("problems")).hasSize(3);
        assertThat(answer.path("problems")).allSatisfy(problem -> {
            assertThat(problem.path("line").asInt()).isEqualTo(1);
            assertThat(problem.path("message").asText()).startsWith("Expected ");
        });
    }

    private static void produce(String lines) {
        var ended = PRODUCER.run(
                lines,
                List.of(
                        "--bootstrap-server",
                        bootstrap(),
                        "--producer.config",
                        clientProperties(),
                        "--topic",
                        Topic.SUBMISSIONS.topicName(),
                        "--property",
                        "parse.key=true",
                        "--property",
                        "key.separator=;"));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    private static JsonNode firstWithKey(Topic topic, String key, Predicate<String> wanted) throws IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            for (var line : consume(topic).lines().toList()) {
                if (line.startsWith(key + "\t") && wanted.test(line)) {
                    return JSON.readTree(line.substring(key.length() + 1));
                }
            }
        }
        throw new AssertionError("Expected a record with key '%s' on %s".formatted(key, topic.topicName()));
    }

    private static String consume(Topic topic) {
        return CONSUMER.run(
                        "",
                        List.of(
                                "--bootstrap-server",
                                bootstrap(),
                                "--consumer.config",
                                clientProperties(),
                                "--topic",
                                topic.topicName(),
                                "--from-beginning",
                                "--timeout-ms",
                                "3000",
                                "--property",
                                "print.key=true"))
                .out();
    }

    private static String bootstrap() {
        return String.valueOf(machine.parts().kafkaClientSettings().get("bootstrap.servers"));
    }

    private static String clientProperties() {
        return machine.parts().state().root().resolve("client.properties").toString();
    }
}
