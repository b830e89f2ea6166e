package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class OwnershipTest extends GatewayFixture {

    OwnershipTest() {
        super(Topic.WORKFLOWS, Topic.AUDIT);
    }

    @Test
    void shouldBelongToWhoeverSubmitted() {
        // given
        var ada = client.as("ada", "submitter");

        // when
        var id = ada.submit(chain("hers", 1).replace("spec:\n", "spec:\n  namespace: lab\n"));

        // then
        var run = json(client.get("/api/v1/runs/" + id));
        assertThat(run.path("owner").asText()).isEqualTo("ada");
        assertThat(run.path("namespace").asText()).isEqualTo("lab");
        assertThat(bus.message(RunRequested.class, it -> it.run().value().equals(id))
                        .owner())
                .isEqualTo("ada");
        assertThat(bus.message(AuditEntry.class, it -> it.target().equals(id)).who())
                .isEqualTo("ada");
    }

    @Test
    void shouldLetNobodyElseChangeIt() {
        // given
        var underWay = client.as("ada", "submitter").submit(chain("not-his", 1));
        var over = client.as("ada", "submitter").submit(chain("not-his-either", 1));
        bus.say(new Facts(over).started(1, 1), new Facts(over).ended(2, RunState.FAILED));
        seq(over, 2);
        var bob = client.as("bob", "submitter");

        // when
        var answers = List.of(
                bob.post("/api/v1/runs/" + underWay + "/cancel"),
                bob.post("/api/v1/runs/" + over + "/resume"),
                bob.delete("/api/v1/runs/" + over));

        // then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json(answer).path("detail").asText()).contains("'bob'", "'ada'");
        });
        assertThat(json(client.get("/api/v1/runs/" + underWay)).path("state").asText())
                .isEqualTo("SUBMITTED");
        assertThat(bus.message(AuditEntry.class, it -> it.target().equals("cancel " + underWay)))
                .extracting(AuditEntry::who, AuditEntry::action)
                .containsExactly("bob", "refused");
    }

    @Test
    void shouldLetOwnerAndOperatorsChangeIt() {
        // given
        var ada = client.as("ada", "submitter");
        var first = ada.submit(chain("first", 1));
        var second = ada.submit(chain("second", 1));

        // when
        var own = ada.post("/api/v1/runs/" + first + "/cancel");
        var operators = client.as("olga", "operator").post("/api/v1/runs/" + second + "/cancel");

        // then
        assertThat(own.statusCode()).isEqualTo(202);
        assertThat(operators.statusCode()).isEqualTo(202);
        assertThat(bus.message(RunCancelRequested.class, it -> it.run().value().equals(second))
                        .by())
                .isEqualTo("olga");
    }

    @Test
    void shouldKeepIdempotencyKeysOfOwnersApart() {
        // given
        var file = chain("same-key", 1);

        // when
        var ids = List.of("ada", "bob").stream()
                .map(name -> client.as(name, "submitter"))
                .map(who -> json(who.send(who.to("/api/v1/runs")
                                .header("Idempotency-Key", "one")
                                .header("Content-Type", Client.YAML)
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(file))))
                        .path("id")
                        .asText())
                .toList();

        // then
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> !id.isEmpty());
    }
}
