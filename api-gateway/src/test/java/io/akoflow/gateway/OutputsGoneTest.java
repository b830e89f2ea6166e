package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("What is on disks that were given up")
class OutputsGoneTest extends GatewayFixture {

    @ParameterizedTest
    @CsvSource({"never, FAILED, failed", "onFailure, SUCCEEDED, succeeded", "never, CANCELLED, been cancelled"})
    void shouldAnswer410WithThePolicyWhenDiskWasGivenUp(String retain, RunState state, String words) {
        // given
        var id = client.submit(chain("gone", 1)
                .replace(
                        "\n  activities:",
                        "\n  storagePolicy: {type: shared, retain: %s}\n  activities:".formatted(retain)));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.changed(2, 0, ActivityState.FAILED), facts.ended(3, state));
        seq(id, 3);

        // when
        var answer = client.get("/api/v1/runs/%s/outputs".formatted(id));

        // then
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(json(answer).path("title").asText()).isEqualTo("Gone");
        assertThat(json(answer).path("detail").asText())
                .contains("'retain: %s'".formatted(retain), "when the run had %s;".formatted(words));
    }

    @Test
    void shouldGoByTheEditedFileWhenItKeepsTheDisk() {
        // given
        var file = chain("kept", 1)
                .replace("\n  activities:", "\n  storagePolicy: {type: shared, retain: never}\n  activities:");
        var id = client.submit(file);
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.changed(2, 0, ActivityState.FAILED), facts.ended(3, RunState.FAILED));
        seq(id, 3);
        client.post("/api/v1/runs/%s/resume".formatted(id), Client.YAML, file.replace("never", "always"));

        // when
        var answer = client.get("/api/v1/runs/%s/outputs".formatted(id));

        // then: it is looked for, though nobody here brings it
        assertThat(answer.statusCode()).isEqualTo(504);
    }
}
