package io.akoflow.gateway.rest;

import io.akoflow.contract.RunState;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.access.Verdict;
import io.akoflow.gateway.graph.Drawings;
import io.akoflow.gateway.messaging.Submission;
import io.akoflow.gateway.messaging.Submitter;
import io.akoflow.gateway.store.NotificationStore;
import io.akoflow.gateway.store.RunFile;
import io.akoflow.gateway.store.RunQueries;
import io.akoflow.gateway.store.RunView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Runs: to submit, to list, to look at. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunsResource {

    private static final int LONGEST_KEY = 255;

    private final Intake intake;
    private final RunQueries runs;
    private final Drawings drawings;
    private final NotificationStore notifications;

    RunsResource(Intake intake, RunQueries runs, Drawings drawings, NotificationStore notifications) {
        this.intake = intake;
        this.runs = runs;
        this.drawings = drawings;
        this.notifications = notifications;
    }

    @POST
    @Consumes({
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/x-yaml",
        "text/plain",
        MediaType.APPLICATION_JSON,
        MediaType.MULTIPART_FORM_DATA
    })
    @Allowed(Role.SUBMITTER)
    public Response submit(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("dryRun") @Nullable String dryRun,
            @QueryParam("graph") @Nullable String graph,
            @BeanParam ImportWish wish,
            @Context RoutingContext context) {
        var file = WorkflowFiles.of(context);
        if (Query.flag("dryRun", dryRun)) {
            return check(file, wish, Query.flag("graph", graph));
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new Refusal(
                    400,
                    "Expected an Idempotency-Key of 1 to %d characters, but it has %d"
                            .formatted(LONGEST_KEY, key.length()));
        }
        return switch (intake.submit(new Submitter(Access.caller(context).name()), key, file, wish)) {
            case Submission.Accepted it -> accepted(it);
            case Submission.Invalid(var problems) ->
                ProblemDetail.invalid(problems).response();
            case Submission.NotAllowed(var problems) ->
                ProblemDetail.notAllowed(problems).response();
            case Submission.KeyTaken(var message) ->
                ProblemDetail.of(422, message).response();
        };
    }

    private Response check(RunFile file, ImportWish wish, boolean isDrawn) {
        return switch (intake.check(file, wish)) {
            case Verdict.Invalid(var problems) ->
                ProblemDetail.invalid(problems).response();
            case Verdict.NotAllowed(var _, var problems) ->
                ProblemDetail.notAllowed(problems).response();
            case Verdict.Valid(var workflow, var warnings, var _) ->
                Response.ok(new Checked(
                                workflow.name(),
                                workflow.activities().size(),
                                warnings,
                                isDrawn ? drawings.of(workflow) : null))
                        .build();
        };
    }

    private Response accepted(Submission.Accepted it) {
        var id = it.run().value();
        var state = it.isNew()
                ? RunState.SUBMITTED
                : runs.find(id).map(RunView::state).orElse(RunState.SUBMITTED);
        return Response.accepted(new Accepted(id, it.number(), it.name(), state, it.activities(), it.warnings()))
                .location(URI.create("/api/v1/runs/" + id))
                .build();
    }

    @GET
    @Allowed(Role.VIEWER)
    public Page<RunView> list(@BeanParam RunWish wish) {
        return Page.of(runs.list(wish.filter()), wish.limit(), RunView::id);
    }

    @GET
    @Path("/{id}")
    @Allowed(Role.VIEWER)
    public RunView one(@PathParam("id") String id) {
        return find(id).with(notifications.of(Query.run(id).value()));
    }

    private RunView find(String id) {
        return runs.find(Query.run(id).value()).orElseThrow(() -> Query.noRun(id));
    }

    @GET
    @Path("/{id}/workflow")
    @Produces(MediaType.WILDCARD)
    @Allowed(Role.VIEWER)
    public Response workflow(@PathParam("id") String id) {
        var run = find(id);
        var file = runs.file(run.id()).orElseThrow(() -> noFile(id));
        return Response.ok(file.bytes())
                .header("Content-Type", file.contentType())
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static Refusal noFile(String id) {
        return new Refusal(
                404,
                "Expected the file of run '%s', but it was lost when the database was restored from a backup"
                        .formatted(id));
    }
}
