package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact.RunStarted;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.SubmissionAnswer.SubmissionAccepted;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("The database was restored from a backup, and Kafka knows more than it does")
class RestoredTest extends GatewayFixture {

    RestoredTest() {
        super(Topic.SUBMISSION_ANSWERS);
    }

    @Test
    void shouldBringBackARunWithoutItsFileWhenItIsNotHere() {
        // given
        var id = "01k5zq3v8m4n9p2r7s6t1w0xya";
        var facts = new Facts(id);

        // when
        bus.say(started(id, 1), facts.changed(2, 0, ActivityState.SUCCEEDED), facts.changed(3, 1, ActivityState.READY));

        // then
        var run = seq(id, 3);
        assertThat(run.path("name").asText()).isEqualTo("missed");
        assertThat(run.path("owner").asText()).isEqualTo("ada");
        assertThat(run.path("state").asText()).isEqualTo("RUNNING");
        assertThat(run.path("counts").toString()).isEqualTo("{\"READY\":1,\"SUCCEEDED\":1}");
        var file = client.get("/api/v1/runs/" + id + "/workflow");
        assertThat(file.statusCode()).isEqualTo(404);
        assertThat(json(file).path("detail").asText())
                .startsWith("Expected the file of run '%s', but it was lost".formatted(id));
        assertThat(client.post("/api/v1/runs/" + id + "/cancel").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldKeepItsNumberWhenItComesBackUnlessThatIsTaken() {
        // given
        var posted = client.post("/api/v1/runs", YAML, chain("newest", 1));
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
        long newest = number(posted.body());

        // when
        bus.say(started("01k5zq3v8m4n9p2r7s6t1w0xyb", newest + 10));
        var free = seq("01k5zq3v8m4n9p2r7s6t1w0xyb", 1);
        bus.say(started("01k5zq3v8m4n9p2r7s6t1w0xyc", newest));
        var taken = seq("01k5zq3v8m4n9p2r7s6t1w0xyc", 1);

        // then
        assertThat(free.path("number").asLong()).isEqualTo(newest + 10);
        assertThat(taken.path("number").asLong()).isEqualTo(newest + 11);
        assertThat(number(client.post("/api/v1/runs", YAML, chain("next", 1)).body()))
                .isEqualTo(newest + 12);
    }

    @Test
    void shouldNotBringBackARunThatWasDeleted() throws SQLException {
        // given
        var id = client.submit(chain("deleted", 1));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.ended(2, RunState.SUCCEEDED));
        seq(id, 2);
        client.delete("/api/v1/runs/" + id);
        long read = factsRead();

        // when
        bus.say(facts.started(1, 1), facts.ended(2, RunState.SUCCEEDED));

        // then
        await().until(() -> factsRead() == read + 2);
        assertThat(client.get("/api/v1/runs/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldForgetWhatWasDeletedWhenNothingOfItCanBeReadAgain() throws SQLException {
        // given
        update("insert into gateway.deleted_run (id, at) values ('long-ago', now() - interval '31 days')");
        update("insert into gateway.deleted_run (id, at) values ('lately', now() - interval '29 days')");
        var id = client.submit(chain("deleted-now", 1));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.ended(2, RunState.SUCCEEDED));
        seq(id, 2);

        // when
        client.delete("/api/v1/runs/" + id);

        // then
        assertThat(count("select count(*) from gateway.deleted_run where id = 'long-ago'"))
                .isZero();
        assertThat(count("select count(*) from gateway.deleted_run where id in ('lately', '%s')".formatted(id)))
                .isEqualTo(2);
    }

    @Test
    void shouldMakeNoOtherRunWhenARecordIsReadAgain() throws SQLException {
        // given
        var file = chain("twice-read", 2);
        bus.send(Bus.record(Topic.SUBMISSIONS, "twice-read", file));
        var first = answer("twice-read");
        var id = first.run().value();

        // when
        update("delete from gateway.run where id = '%s'".formatted(id));
        readSubmissionsAgain();

        // then
        bus.records(2, it -> Bus.key(it).equals("twice-read"));
        var runs = json(client.get("/api/v1/runs?name=twice-read")).path("items");
        assertThat(runs).extracting(run -> run.path("id").asText()).containsExactly(id);
        assertThat(client.get("/api/v1/runs/" + id + "/workflow").body()).isEqualTo(file);
    }

    @Test
    void shouldGiveARunThatCameBackItsFileWhenItsRecordIsReadAgain() throws SQLException {
        // given
        var file = chain("came-back", 2);
        bus.send(Bus.record(Topic.SUBMISSIONS, "came-back", file));
        var first = answer("came-back");
        var id = first.run().value();
        update("delete from gateway.run where id = '%s'".formatted(id));
        bus.say(started(id, first.number()), new Facts(id).changed(2, 1, ActivityState.READY));
        seq(id, 2);

        // when
        readSubmissionsAgain();

        // then
        bus.records(2, it -> Bus.key(it).equals("came-back"));
        assertThat(client.get("/api/v1/runs/" + id + "/workflow").body()).isEqualTo(file);
        var activity = json(client.get("/api/v1/runs/" + id + "/activities/a1"));
        assertThat(activity.path("state").asText()).isEqualTo("READY");
        assertThat(activity.path("dependsOn").toString()).isEqualTo("[\"a0\"]");
        assertThat(activity.path("image").asText()).isEqualTo("alpine:3.20");
    }

    @Test
    void shouldGoOnByAnEditedFileWhenTheRecordOfARunThatCameBackIsReadAgain() throws SQLException {
        // given
        var file = chain("edited-back", 2)
                .replace("\n  activities:", "\n  storagePolicy: {type: shared, retain: never}\n  activities:");
        bus.send(Bus.record(Topic.SUBMISSIONS, "edited-back", file));
        var first = answer("edited-back");
        var id = first.run().value();
        update("delete from gateway.run where id = '%s'".formatted(id));
        bus.say(started(id, first.number()), new Facts(id).ended(2, RunState.FAILED));
        seq(id, 2);
        var edited = file.replace("never", "always");
        var resumed = client.post("/api/v1/runs/" + id + "/resume", YAML, edited);
        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(202);

        // when
        readSubmissionsAgain();

        // then
        bus.records(2, it -> Bus.key(it).equals("edited-back"));
        assertThat(client.get("/api/v1/runs/" + id + "/workflow").body()).isEqualTo(edited);
        assertThat(count(
                        "select count(*) from gateway.run where id = '%s' and storage like '%%ALWAYS%%'".formatted(id)))
                .isEqualTo(1);
    }

    /** A reader whose database failed goes back to where that says. */
    private void readSubmissionsAgain() throws SQLException {
        await().until(() -> client.get("/q/health/ready").statusCode() == 200);
        update("alter table gateway.position rename to position_away");
        bus.send(Bus.record(Topic.SUBMISSIONS, "while-away", chain("while-away", 1)));
        await().until(() -> client.get("/q/health/ready").statusCode() == 503);
        update("update gateway.position_away set next_offset = 0 where topic = 'akoflow.submissions'");
        update("alter table gateway.position_away rename to position");
    }

    private SubmissionAccepted answer(String key) {
        return bus.message(SubmissionAccepted.class, it -> it.submissionKey().equals(key));
    }

    private static RunStarted started(String id, long number) {
        return new RunStarted(new RunId(id), 1, Facts.AT, number, "missed", "ada", 2);
    }

    private static long number(String answer) {
        return json(answer).path("number").asLong();
    }

    private long factsRead() throws SQLException {
        return count("select sum(next_offset) from gateway.position where topic = 'akoflow.runs'");
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
