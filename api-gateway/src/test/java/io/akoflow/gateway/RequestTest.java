package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Command;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Output;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class RequestTest extends GatewayFixture {

    RequestTest() {
        super(Topic.WORKFLOWS, Topic.AUDIT);
    }

    @Test
    void shouldSayCancelAndShowItWhenRunIsUnderWay() {
        // given
        var id = client.submit(chain("cancelled", 1));
        bus.say(new Facts(id).started(1, 1));
        seq(id, 1);

        // when
        var response = client.post("/api/v1/runs/" + id + "/cancel");

        // then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).path("state").asText()).isEqualTo("CANCELLING");
        assertThat(bus.message(RunCancelRequested.class, it -> it.run().value().equals(id))
                        .by())
                .isEqualTo("local");
    }

    @Test
    void shouldSayCancelAgainWhenRunDoesNotEnd() {
        // given
        var id = client.submit(chain("not-cancelled", 1));
        bus.say(new Facts(id).started(1, 1));
        seq(id, 1);

        // when
        client.post("/api/v1/runs/" + id + "/cancel");

        // then
        var said = bus.records(
                2,
                it -> Bus.key(it).equals(id)
                        && Bus.header(it, "ce_type").equals(MessageType.RUN_CANCEL_REQUESTED.wireName()));
        assertThat(said).extracting(it -> Bus.header(it, "ce_id")).doesNotHaveDuplicates();
        bus.say(new Facts(id).ended(2, RunState.CANCELLED));
    }

    @Test
    void shouldStayCancellingWhenRunStartsOnlyThen() {
        // given
        var id = client.submit(chain("cancelled-early", 1));
        client.post("/api/v1/runs/" + id + "/cancel");

        // when
        bus.say(new Facts(id).started(1, 1));

        // then
        assertThat(seq(id, 1).path("state").asText()).isEqualTo("CANCELLING");
    }

    @Test
    void shouldSayResumeWhenRunFailed() {
        // given
        var id = ended("resumed", RunState.FAILED);

        // when
        var response = client.post("/api/v1/runs/" + id + "/resume");
        bus.say(new Facts(id).started(3, 1));

        // then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(bus.message(RunResumeRequested.class, it -> it.run().value().equals(id))
                        .workflow())
                .isNull();
        var run = seq(id, 3);
        assertThat(run.path("state").asText()).isEqualTo("RUNNING");
        assertThat(run.has("endedAt")).isFalse();
    }

    @Test
    void shouldSayEditedWorkflowWhenResumeHasFile() {
        // given
        var id = ended("edited", RunState.FAILED);
        var edited = chain("edited", 1).replace("echo 0", "echo better");

        // when
        client.post("/api/v1/runs/" + id + "/resume", YAML, edited);

        // then
        var resume =
                bus.message(RunResumeRequested.class, it -> it.run().value().equals(id));
        assertThat(Objects.requireNonNull(resume.workflow())
                        .activities()
                        .getFirst()
                        .command())
                .isEqualTo(new Command.Script("echo better"));
        assertThat(client.get("/api/v1/runs/" + id + "/workflow").body()).isEqualTo(edited);
    }

    @Test
    void shouldRefuseResumeWhenEditedWorkflowLacksActivity() {
        // given
        var id = ended("lacking", RunState.FAILED, 2);
        var before = client.get("/api/v1/runs/" + id + "/workflow").body();

        // when
        var response = client.post("/api/v1/runs/" + id + "/resume", YAML, chain("lacking", 1));

        // then
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).path("detail").asText())
                .isEqualTo("Expected the edited workflow to have every activity of the run, but 'a1' is not there;"
                        + " submit it as a new run");
        assertThat(client.get("/api/v1/runs/" + id + "/workflow").body()).isEqualTo(before);
    }

    @Test
    void shouldKeepOrdinalsWhenEditedWorkflowHasMoreInAnotherOrder() {
        // given
        var id = ended("more", RunState.FAILED);
        var edited = chain("more", 1)
                .replace("    - name: a0", "    - {name: first, run: echo, dependsOn: [a0]}\n    - name: a0");

        // when
        client.post("/api/v1/runs/" + id + "/resume", YAML, edited);
        bus.say(new Facts(id).started(4, 2));

        // then
        assertThat(Objects.requireNonNull(bus.message(
                                        RunResumeRequested.class,
                                        it -> it.run().value().equals(id))
                                .workflow())
                        .activities())
                .extracting(Activity::name)
                .containsExactly("a0", "first");
        seq(id, 4);
        var added = json(client.get("/api/v1/runs/" + id + "/activities"))
                .path("items")
                .path(1);
        assertThat(added.path("name").asText()).isEqualTo("first");
        assertThat(added.path("dependsOn").path(0).asText()).isEqualTo("a0");
        assertThat(added.path("state").asText()).isEqualTo("WAITING");
    }

    @Test
    void shouldSayWhatWouldRunAndDoNothingWhenResumeIsDry() {
        // given
        var id = client.submit(chain("dry", 4));
        var facts = new Facts(id);
        bus.say(
                facts.started(1, 4),
                facts.changed(2, 0, ActivityState.SUCCEEDED),
                facts.changed(3, 1, ActivityState.SUCCEEDED),
                facts.changed(4, 2, ActivityState.SUCCEEDED),
                facts.changed(5, 3, ActivityState.FAILED),
                facts.ended(6, RunState.FAILED));
        seq(id, 6);
        var edited = chain("dry", 4).replace("echo 1", "echo better");

        // when
        var answer = client.post("/api/v1/runs/" + id + "/resume?dryRun=true", YAML, edited);
        var unedited = client.post("/api/v1/runs/" + id + "/resume?dryRun=true");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(json("""
                {"id":"%s","activities":[
                  {"activity":1,"name":"a1","reason":"CHANGED","because":"Changed: run."},
                  {"activity":2,"name":"a2","reason":"DESCENDANT","because":"It depends on 'a1', which runs again."},
                  {"activity":3,"name":"a3","reason":"NOT_SUCCEEDED","because":"It is failed."}],"kept":1}
                """.formatted(id)));
        assertThat(json(unedited).path("activities").findValuesAsText("name")).containsExactly("a3");
        assertThat(client.get("/api/v1/runs/" + id + "/workflow").body()).isEqualTo(chain("dry", 4));
        // what is said later is said after nothing
        client.post("/api/v1/runs/" + id + "/resume");
        assertThat(bus.message(RunResumeRequested.class, it -> it.run().value().equals(id))
                        .workflow())
                .isNull();
    }

    @Test
    void shouldForgetRunWhenItIsDeleted() {
        // given
        var id = client.submit(chain("deleted", 1));
        var facts = new Facts(id);
        bus.say(facts.log(1, 0, "hello"), new Output.UsageSampled(facts.id(), 0, 1, Facts.AT, "uid-1", 10, 20));
        bus.say(facts.started(1, 1), facts.ended(2, RunState.SUCCEEDED));
        seq(id, 2);
        await().until(() -> rows("log_chunk", id) == 1 && rows("usage", id) == 1);

        // when
        var response = client.send(client.to("/api/v1/runs/" + id).DELETE());

        // then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(bus.message(RunDeleteRequested.class, it -> it.run().value().equals(id)))
                .isNotNull();
        assertThat(client.get("/api/v1/runs/" + id).statusCode()).isEqualTo(404);
        assertThat(client.get("/api/v1/runs/" + id + "/activities").statusCode())
                .isEqualTo(404);
        assertThat(List.of(rows("activity", id), rows("log_chunk", id), rows("usage", id)))
                .containsOnly(0L);
    }

    @Test
    void shouldRefuseWhatDoesNotFitState() {
        // given
        var over = ended("over", RunState.SUCCEEDED);
        var begun = client.submit(chain("begun", 1));

        // when
        var statuses = List.of(
                client.post("/api/v1/runs/" + over + "/cancel").statusCode(),
                client.post("/api/v1/runs/" + over + "/resume").statusCode(),
                client.post("/api/v1/runs/" + begun + "/resume").statusCode(),
                client.send(client.to("/api/v1/runs/" + begun).DELETE()).statusCode());

        // then
        assertThat(statuses).containsOnly(409);
        assertThat(json(client.post("/api/v1/runs/" + over + "/cancel"))
                        .path("detail")
                        .asText())
                .isEqualTo("Expected the run '%s' not to be over, but it is SUCCEEDED".formatted(over));
    }

    private String ended(String name, RunState state) {
        return ended(name, state, 1);
    }

    private String ended(String name, RunState state, int activities) {
        var id = client.submit(chain(name, activities));
        var facts = new Facts(id);
        bus.say(facts.started(1, activities), facts.ended(2, state));
        seq(id, 2);
        return id;
    }
}
