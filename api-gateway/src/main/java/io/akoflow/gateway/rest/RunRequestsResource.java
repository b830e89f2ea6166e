package io.akoflow.gateway.rest;

import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import io.akoflow.gateway.access.Caller;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.messaging.Audit;
import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.messaging.Speaker;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked of a run that is there. What was answered has been said to the planner. */
@Path("/api/v1/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunRequestsResource {

    private final Resumptions resumptions;
    private final RunQueries runs;
    private final RunStore store;
    private final Speaker speaker;
    private final Audit audit;
    private final Bells bells;

    RunRequestsResource(
            Resumptions resumptions, RunQueries runs, RunStore store, Speaker speaker, Audit audit, Bells bells) {
        this.resumptions = resumptions;
        this.runs = runs;
        this.store = store;
        this.speaker = speaker;
        this.audit = audit;
        this.bells = bells;
    }

    @POST
    @Path("/cancel")
    @Allowed(Role.SUBMITTER)
    public Response cancel(@PathParam("id") String id, @Context RoutingContext context) {
        var caller = Access.caller(context);
        var run = find(id, caller, "cancel");
        if (run.state().isOver()) {
            throw inState(run, "not to be over");
        }
        var runId = new RunId(run.id());
        say(new RunCancelRequested(runId, Instant.now(), caller.name()), caller, "cancel");
        store.cancelling(runId, Instant.now());
        bells.kept(run.id());
        return Response.accepted(find(id)).build();
    }

    @POST
    @Path("/resume")
    @Allowed(Role.SUBMITTER)
    public Response resume(
            @PathParam("id") String id,
            @QueryParam("dryRun") @Nullable String dryRun,
            @Context RoutingContext context) {
        var caller = Access.caller(context);
        var run = find(id, caller, "resume");
        if (run.state() != RunState.FAILED && run.state() != RunState.CANCELLED) {
            throw inState(run, "to have failed or been cancelled");
        }
        var runId = new RunId(run.id());
        var file = WorkflowFiles.orNull(context);
        var edited = file == null ? null : resumptions.edited(runId, run.owner(), file);
        if (Query.flag("dryRun", dryRun)) {
            return Response.ok(resumptions.preview(runId, edited)).build();
        }
        say(new RunResumeRequested(runId, Instant.now(), caller.name(), edited), caller, "resume");
        if (file != null && edited != null) {
            store.edited(runId, file, edited, resumptions.webhooks(file));
        }
        return Response.accepted(run).build(); // as it was, so that what comes of this is later than what is answered
    }

    @DELETE
    @Produces(MediaType.WILDCARD) // there is nothing to be read but a problem
    @Allowed(Role.SUBMITTER)
    public Response delete(@PathParam("id") String id, @Context RoutingContext context) {
        var caller = Access.caller(context);
        var run = find(id, caller, "delete");
        if (!run.state().isOver()) {
            throw inState(run, "to be over");
        }
        var runId = new RunId(run.id());
        say(new RunDeleteRequested(runId, Instant.now(), caller.name()), caller, "delete");
        store.delete(runId);
        bells.kept(run.id());
        return Response.noContent().build();
    }

    private void say(WorkflowRequest request, Caller caller, String action) {
        if (!speaker.say(request)) {
            throw new Refusal(503, "Expected Kafka to be reachable, but it is not; nothing was done, try again later");
        }
        audit.say(caller.name(), action, request.run().value());
    }

    /** The run, if {@code caller} may do this to it. */
    private RunView find(String id, Caller caller, String action) {
        var run = find(id);
        if (!caller.mayChange(run.owner())) {
            audit.say(caller.name(), "refused", action + " " + run.id());
            throw new Refusal(
                    403,
                    "Expected the run '%s' to be one of '%s', but it is of '%s'; its owner or an operator may %s it"
                            .formatted(run.id(), caller.name(), run.owner(), action));
        }
        return run;
    }

    private RunView find(String id) {
        return runs.find(Query.run(id).value()).orElseThrow(() -> Query.noRun(id));
    }

    private static Refusal inState(RunView run, String expected) {
        return new Refusal(409, "Expected the run '%s' %s, but it is %s".formatted(run.id(), expected, run.state()));
    }
}
