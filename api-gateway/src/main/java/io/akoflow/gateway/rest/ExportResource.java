package io.akoflow.gateway.rest;

import io.akoflow.engine.export.ToldRun;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.export.Exports;
import io.akoflow.gateway.export.ToldRuns;
import io.akoflow.gateway.export.ToldRuns.Telling;
import io.akoflow.gateway.store.RunFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** A run for those who read it elsewhere. */
@Path("/api/v1/runs/{id}/export")
@RunOnVirtualThread
public class ExportResource {

    private final ToldRuns runs;
    private final Exports exports;

    ExportResource(ToldRuns runs, Exports exports) {
        this.runs = runs;
        this.exports = exports;
    }

    /** How it is told. */
    enum Form {
        RO_CRATE("application/zip", "crate.zip"),
        WFFORMAT(MediaType.APPLICATION_JSON, "wfformat.json"),
        TRACE("text/tab-separated-values;charset=UTF-8", "trace.tsv"),
        PROV(MediaType.APPLICATION_JSON, "prov.json");

        private final String type;
        private final String file;

        Form(String type, String file) {
            this.type = type;
            this.file = file;
        }
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Allowed(Role.VIEWER)
    public Response export(
            @PathParam("id") String id, @QueryParam("format") @Nullable String format, @Context UriInfo uri) {
        if (format == null) {
            throw new Refusal(400, "Expected 'format' to be one of ro-crate, wfformat, trace, prov, but there is none");
        }
        var form = Query.choice("format", format.replace('-', '_'), Form.class);
        return switch (runs.find(Query.run(id))) {
            case Telling.Unknown() -> throw Query.noRun(id);
            case Telling.WithoutFile() ->
                throw new Refusal(
                        404,
                        "Expected the file of run '%s', but it was lost when the database was restored from a backup"
                                .formatted(id));
            case Telling.Told(var run, var file) ->
                Response.ok(body(
                                form,
                                run,
                                file,
                                uri.getBaseUri()
                                        .resolve("api/v1/runs/%s/outputs/content?path=".formatted(run.id()))
                                        .toString()))
                        .header("Content-Type", form.type)
                        .header("Content-Disposition", "attachment; filename=\"%s-%s\"".formatted(run.id(), form.file))
                        .build();
        };
    }

    private StreamingOutput body(Form form, ToldRun run, RunFile file, String files) {
        return out -> {
            switch (form) {
                case RO_CRATE -> exports.crate(run, file, files, out);
                case WFFORMAT -> exports.wfformat(run, out);
                case TRACE -> exports.trace(run, out);
                case PROV -> exports.prov(run, files, out);
            }
        };
    }
}
