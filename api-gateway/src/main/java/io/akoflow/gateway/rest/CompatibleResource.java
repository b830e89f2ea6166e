package io.akoflow.gateway.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.messaging.Submission;
import io.akoflow.gateway.messaging.Submissions;
import io.akoflow.gateway.messaging.Submitter;
import io.akoflow.gateway.store.RunFile;
import io.akoflow.gateway.store.RunFilter;
import io.akoflow.gateway.store.RunQueries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The routes of the original that its clients use. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CompatibleResource {

    private static final int NEWEST = 100;

    private final Submissions submissions;
    private final RunQueries runs;
    private final CompatibleWorkflows workflows;

    CompatibleResource(Submissions submissions, RunQueries runs, CompatibleWorkflows workflows) {
        this.submissions = submissions;
        this.runs = runs;
        this.workflows = workflows;
    }

    @POST
    @Path("/akoflow-server/workflow")
    @Consumes(MediaType.WILDCARD)
    @Allowed(Role.SUBMITTER)
    public Response submitToServer(@Context RoutingContext context) {
        return submit(context);
    }

    @POST
    @Path("/akoflow-api/workflows")
    @Consumes(MediaType.WILDCARD)
    @Allowed(Role.SUBMITTER)
    public Response submitToApi(@Context RoutingContext context) {
        return submit(context);
    }

    private Response submit(RoutingContext context) {
        var file = new RunFile(CompatibleFiles.read(Bodies.of(context)), WorkflowFiles.YAML);
        return switch (submissions.submit(new Submitter(Access.caller(context).name()), null, file)) {
            case Submission.Accepted it ->
                Response.ok(new Deployed(it.name(), it.number())).build();
            case Submission.Invalid(var problems) ->
                ProblemDetail.invalid(problems).response();
            case Submission.NotAllowed(var problems) ->
                ProblemDetail.notAllowed(problems).response();
            case Submission.KeyTaken(var message) ->
                ProblemDetail.of(422, message).response();
        };
    }

    @GET
    @Path("/akoflow-api/workflows")
    @Allowed(Role.VIEWER)
    public Map<String, Object> list() {
        return data(workflows.tell(runs.list(RunFilter.newest(NEWEST))));
    }

    @GET
    @Path("/akoflow-api/workflows/{number}")
    @Allowed(Role.VIEWER)
    public Map<String, Object> one(@PathParam("number") String text) {
        int number = Query.number("workflowId", text, 1, Integer.MAX_VALUE, 0);
        return data(runs.findByNumber(number)
                .map(workflows::tell)
                .orElseThrow(() -> new Refusal(404, "Expected a workflow %d, but there is none".formatted(number))));
    }

    @GET
    @Path("/akoflow-api/runtimes")
    @Allowed(Role.VIEWER)
    public Map<String, Object> runtimes() {
        return data(List.of(CompatibleWorkflows.KUBERNETES));
    }

    @GET
    @Path("/akoflow-api/schedules")
    @Allowed(Role.VIEWER)
    public Map<String, Object> schedules() {
        return data(List.of());
    }

    @GET
    @Path("/akoflow-server/check-service")
    @Produces(MediaType.TEXT_PLAIN)
    @Allowed(Role.VIEWER)
    public String check() {
        return "ok";
    }

    private static Map<String, Object> data(Object data) {
        return Map.of("data", data, "timestamp", Instant.now().getEpochSecond());
    }

    /** The answer to a workflow file. */
    public record Deployed(
            @JsonProperty("workflow_entity") String name,
            @JsonProperty("workflow_id") long number,
            @JsonProperty("message") String message) {

        Deployed(String name, long number) {
            this(name, number, "Workflow has been deployed successfully.");
        }
    }
}
