package io.akoflow.gateway.rest;

import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import io.akoflow.engine.run.Resumption;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.messaging.Speaker;
import io.akoflow.gateway.messaging.Submissions;
import io.akoflow.gateway.store.RunFile;
import io.akoflow.gateway.store.RunQueries;
import io.akoflow.gateway.store.RunStore;
import io.akoflow.gateway.store.RunView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** What may be asked of a run that is there. What was answered has been said to the planner. */
@Path("/api/v1/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunRequestsResource {

    private final RunQueries runs;
    private final RunStore store;
    private final Speaker speaker;
    private final Submissions submissions;
    private final Bells bells;

    RunRequestsResource(RunQueries runs, RunStore store, Speaker speaker, Submissions submissions, Bells bells) {
        this.runs = runs;
        this.store = store;
        this.speaker = speaker;
        this.submissions = submissions;
        this.bells = bells;
    }

    @POST
    @Path("/cancel")
    public Response cancel(@PathParam("id") String id) {
        var run = find(id);
        if (run.state().isOver()) {
            throw inState(run, "not to be over");
        }
        var runId = new RunId(run.id());
        say(new RunCancelRequested(runId, Instant.now(), RunsResource.OWNER), "cancel");
        store.cancelling(runId);
        bells.kept(run.id());
        return Response.accepted(find(id)).build();
    }

    @POST
    @Path("/resume")
    public Response resume(@PathParam("id") String id, @Context RoutingContext context) {
        var run = find(id);
        if (run.state() != RunState.FAILED && run.state() != RunState.CANCELLED) {
            throw inState(run, "to have failed or been cancelled");
        }
        var runId = new RunId(run.id());
        var edited = WorkflowFiles.orNull(context);
        var workflow = edited == null ? null : edited(run.id(), edited);
        say(new RunResumeRequested(runId, Instant.now(), RunsResource.OWNER, workflow), "resume");
        if (edited != null) {
            store.edited(runId, edited);
        }
        return Response.accepted(find(id)).build();
    }

    /** A file that can't take the place of the run's is refused here, where somebody waits for the answer. */
    private Workflow edited(String run, RunFile file) {
        var workflow = workflow(file);
        var old = runs.file(run).map(it -> WorkflowReader.read(it.bytes()));
        if (old.isPresent() && old.get() instanceof WorkflowReading.Valid(var before, var _)) {
            Resumption.objection(before, workflow).ifPresent(why -> {
                throw new Refusal(409, why);
            });
        }
        return workflow;
    }

    private static Workflow workflow(RunFile file) {
        return switch (WorkflowReader.read(file.bytes())) {
            case WorkflowReading.Valid(var workflow, var _) -> workflow;
            case WorkflowReading.Invalid(var problems) -> throw new Refusal(ProblemDetail.invalid(problems));
        };
    }

    @DELETE
    public Response delete(@PathParam("id") String id) {
        var run = find(id);
        if (!run.state().isOver()) {
            throw inState(run, "to be over");
        }
        var runId = new RunId(run.id());
        say(new RunDeleteRequested(runId, Instant.now(), RunsResource.OWNER), "delete");
        store.delete(runId);
        bells.kept(run.id());
        return Response.noContent().build();
    }

    private void say(WorkflowRequest request, String action) {
        if (!speaker.say(request)) {
            throw new Refusal(503, "Expected Kafka to be reachable, but it is not; nothing was done, try again later");
        }
        submissions.audit(RunsResource.OWNER, action, request.run().value());
    }

    private RunView find(String id) {
        return runs.find(Query.run(id).value()).orElseThrow(() -> Query.noRun(id));
    }

    private static Refusal inState(RunView run, String expected) {
        return new Refusal(409, "Expected the run '%s' %s, but it is %s".formatted(run.id(), expected, run.state()));
    }
}
