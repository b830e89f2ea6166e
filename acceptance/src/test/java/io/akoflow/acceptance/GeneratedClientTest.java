package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.akoflow.client.ApiClient;
import io.akoflow.client.ApiException;
import io.akoflow.client.api.CompatibleApi;
import io.akoflow.client.api.DeadLettersApi;
import io.akoflow.client.api.RequestsApi;
import io.akoflow.client.api.RunsApi;
import io.akoflow.client.api.ServerApi;
import io.akoflow.client.api.TokensApi;
import io.akoflow.client.model.ActivityState;
import io.akoflow.client.model.ActivityView;
import io.akoflow.client.model.Problem;
import io.akoflow.client.model.ProblemDetail;
import io.akoflow.client.model.Rerun;
import io.akoflow.client.model.RunState;
import io.akoflow.client.model.RunView;
import io.akoflow.client.model.Submission;
import io.akoflow.client.model.SubmitToServerRequest;
import io.akoflow.client.model.TokenWish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that OpenAPI Generator makes from the description of HTTP")
class GeneratedClientTest {

    private static final Set<RunState> OVER = Set.of(RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED);
    private static final String FILE = """
            name: generated
            spec:
              image: alpine:3.20
              activities:
                - {name: first, run: "echo 1 > a.txt; echo said"}
                - {name: second, run: "cat a.txt", dependsOn: [first]}
            """;
    private static final String FAILING = """
            name: failing
            spec:
              image: alpine:3.20
              activities:
                - {name: good, run: "true"}
                - {name: bad, run: "echo no; exit 3", dependsOn: [good]}
            """;

    private static Machine machine;
    private static ApiClient client;
    private static RunsApi runs;
    private static RequestsApi requests;

    @BeforeAll
    static void start() {
        machine = Machine.processes("generated-client");
        client = new ApiClient();
        client.updateBaseUri(machine.url().toString());
        client.setReadTimeout(Duration.ofSeconds(30));
        client.setRequestInterceptor(request ->
                request.header("Authorization", "Bearer " + machine.parts().token()));
        // it would leave aside what the description does not know
        client.setObjectMapper(
                ApiClient.createDefaultObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
        runs = new RunsApi(client);
        requests = new RequestsApi(client);
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    private static Submission submit(String file, @Nullable String key) throws ApiException {
        return runs.submit(file, key, null, null, null, null, null, null, null, null);
    }

    @Test
    void shouldSubmitAndLookAtRun() throws ApiException {
        // given
        var id = submit(FILE, "a key").getId();

        // when
        var run = over(id);
        var estimate = runs.getEstimate(id);
        var outline = runs.getOutline(id);
        var graph = runs.getGraph(id, List.of(), "never");
        var exported = runs.exportRun("wfformat", id);

        // then
        assertThat(run.getState()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.getCounts()).containsExactly(java.util.Map.entry("SUCCEEDED", 2));
        assertThat(run.getEndedAt()).isAfterOrEqualTo(run.getSubmittedAt());
        assertThat(submit(FILE, "a key").getId()).isEqualTo(id);
        assertThat(exported).content().contains("\"schemaVersion\":\"1.6\"");
        assertThat(estimate.getUnknown()).isZero();
        assertThat(outline.getNames()).containsExactly("first", "second");
        assertThat(outline.getDependsOn()).containsExactly(List.of(), List.of(0));
        assertThat(graph.getNodes()).hasSize(2);
        assertThat(graph.getEdges())
                .singleElement()
                .satisfies(edge -> assertThat(edge.getCount()).isEqualTo(1));
    }

    @Test
    void shouldListRunsPageByPage() throws ApiException {
        // given
        var file = FILE.replace("generated", "paged");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(submit(file, null).getId());
        }
        ids.forEach(GeneratedClientTest::over);

        // when
        var first = runs.listRuns(List.of(RunState.SUCCEEDED, RunState.FAILED), "paged", null, null, 2, null);
        var second = runs.listRuns(List.of(RunState.SUCCEEDED), "paged", null, null, 2, first.getNext());

        // then
        assertThat(first.getItems()).extracting(RunView::getId).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(second.getItems()).extracting(RunView::getId).containsExactlyElementsOf(ids.subList(2, 3));
        assertThat(second.getNext()).isNull();
    }

    @Test
    void shouldReadActivityWithItsAttemptsLogAndFiles() throws ApiException, IOException {
        // given
        var id = submit(FILE, null).getId();
        over(id);

        // when
        var list = runs.listActivities(id, List.of(ActivityState.SUCCEEDED), null, "S", "name", "desc", 10, null);
        var activity = runs.getActivity(id, "second");
        var files = runs.listOutputs(id, null);
        var file = runs.getOutput("a.txt", id, null, null);
        var workflow = runs.getWorkflow(id);

        // then
        assertThat(list.getItems()).extracting(ActivityView::getName).containsExactly("second", "first");
        assertThat(activity.getDependsOn()).containsExactly("first");
        assertThat(activity.getAttempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getStartedAt()).isNotNull());
        assertThat(runs.getLog(id, "first", null, true)).isEqualTo("said\n");
        assertThat(files.getItems())
                .singleElement()
                .satisfies(it -> assertThat(it.getBytes()).isEqualTo(2));
        assertThat(file).hasContent("1\n");
        assertThat(Files.readString(workflow.toPath())).isEqualTo(FILE);
    }

    @Test
    void shouldResumeWhatFailed() throws ApiException {
        // given
        var id = submit(FAILING, null).getId();
        var failed = over(id);
        var failure = runs.getActivity(id, "bad").getFailure();

        // when
        var preview = requests.resumeRun(id, true, "").getResumePreview();
        var resumed = requests.resumeRun(id, false, FAILING.replace("exit 3", "exit 0"))
                .getRunView();

        // then
        assertThat(failed.getState()).isEqualTo(RunState.FAILED);
        assertThat(failure).isNotNull();
        assertThat(failure.getExitCode()).isEqualTo(3);
        assertThat(preview.getActivities())
                .extracting(Rerun::getReason)
                .containsExactly(Rerun.ReasonEnum.NOT_SUCCEEDED);
        assertThat(resumed.getState()).isEqualTo(RunState.FAILED);
        await("success")
                .atMost(Duration.ofSeconds(60))
                .until(() -> runs.getRun(id).getState() == RunState.SUCCEEDED);
    }

    @Test
    void shouldCancelAndDelete() throws ApiException {
        // given
        var id = submit(FILE.replace("echo said", "sleep 600"), null).getId();
        await("running")
                .atMost(Duration.ofSeconds(60))
                .until(() -> runs.getRun(id).getState() == RunState.RUNNING);
        var tooEarly = problem(() -> requests.deleteRun(id));

        // when
        var cancelled = requests.cancelRun(id);
        var end = over(id);
        requests.deleteRun(id);

        // then
        assertThat(tooEarly.getStatus()).isEqualTo(409);
        assertThat(cancelled.getState()).isIn(RunState.CANCELLING, RunState.CANCELLED);
        assertThat(end.getState()).isEqualTo(RunState.CANCELLED);
        assertThat(problem(() -> runs.getRun(id)).getStatus()).isEqualTo(404);
    }

    @Test
    void shouldCheckFileWithoutRun() throws ApiException {
        // when
        var checked = runs.submit(FILE, null, true, true, null, null, null, null, null, null);

        // then
        assertThat(checked.getId()).isNull();
        assertThat(checked.getActivities()).isEqualTo(2);
        assertThat(checked.getGraph()).isNotNull();
        assertThat(checked.getGraph().getNodes()).hasSize(2);
    }

    @Test
    void shouldTellAllThatIsWrongWhenFileIsRefused() {
        // given
        var file = FILE.replace("dependsOn: [first]", "dependsOn: [nobody]").replace("run: \"echo", "ran: \"echo");

        // when
        var problem = problem(() -> submit(file, null));

        // then
        assertThat(problem.getStatus()).isEqualTo(422);
        assertThat(problem.getTitle()).isEqualTo("Invalid workflow file");
        assertThat(problem.getProblems())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(it -> assertThat(it.getMessage()).contains("Expected"));
        assertThat(problem.getProblems()).extracting(Problem::getLine).contains(5, 6);
    }

    @Test
    void shouldMakeAndRevokeToken() throws ApiException {
        // given
        var tokens = new TokensApi(client);
        var wish = new TokenWish().subject("ada").role(TokenWish.RoleEnum.VIEWER);

        // when
        var made = tokens.createToken(wish);
        tokens.revokeToken(made.getId());

        // then
        assertThat(made.getToken()).isNotBlank();
        assertThat(tokens.listTokens().getItems())
                .singleElement()
                .satisfies(token -> assertThat(token.getRevokedAt()).isNotNull());
    }

    @Test
    void shouldUnderstandTheRest() throws ApiException {
        // given
        var compatible = new CompatibleApi(client);
        var file = new SubmitToServerRequest()
                .workflow(Base64.getEncoder().encodeToString(FILE.getBytes(StandardCharsets.UTF_8)));

        // when
        var deployed = compatible.submitToServer(file);

        // then
        assertThat(compatible.checkService()).isEqualTo("ok");
        assertThat(compatible
                        .getWorkflowByNumber(deployed.getWorkflowId().intValue())
                        .getData())
                .isNotNull();
        assertThat(compatible.listWorkflows().getData()).isNotEmpty();
        assertThat(compatible.listRuntimes().getData()).hasSize(1);
        assertThat(compatible.listSchedules().getData()).isEmpty();
        assertThat(new ServerApi(client).getVersion().getVersion()).isNotBlank();
        assertThat(new DeadLettersApi(client).listDeadLetters(10, null).getItems())
                .isEmpty();
    }

    private static RunView over(String id) {
        return await("the end of run " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> runs.getRun(id), run -> OVER.contains(run.getState()));
    }

    private static ProblemDetail problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var refused = catchThrowableOfType(ApiException.class, call);
        assertThat(refused).as("refused").isNotNull();
        try {
            return client.getObjectMapper().readValue(refused.getResponseBody(), ProblemDetail.class);
        } catch (IOException e) {
            throw new AssertionError("Expected a problem, but it is: " + refused.getResponseBody(), e);
        }
    }
}
