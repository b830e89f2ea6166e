package io.akoflow.gateway.rest;

import io.akoflow.gateway.store.StoreFailure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Everything that goes wrong, as a problem without a stack trace. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        return refusal.getResponse();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refusal, @Context UriInfo uri) {
        int status = refusal.getResponse().getStatus();
        if (status < 400) {
            return refusal.getResponse();
        }
        var answer = ProblemDetail.of(status, detail(status, uri.getPath())).response();
        refusal.getResponse().getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Allow")) {
                values.forEach(value -> answer.getHeaders().add(name, value));
            }
        });
        return answer;
    }

    @ServerExceptionMapper
    Response failed(StoreFailure failure) {
        if (failure.isUncertain()) {
            LOG.error("Expected to know whether the database did it, but the connection broke", failure);
            return ProblemDetail.of(
                            500,
                            "Expected to know whether this was done, but the connection to the database broke; look,"
                                    + " or repeat it with the same Idempotency-Key")
                    .response();
        }
        if (failure.isUnreachable()) {
            LOG.warnf("Expected the database to be reachable, but %s", failure.getMessage());
            return ProblemDetail.of(
                            503,
                            "Expected the database to be reachable, but it is not; nothing was written, try again"
                                    + " later")
                    .response();
        }
        return failed((Throwable) failure);
    }

    /** Nobody gets this answer, as another one has begun. */
    @ServerExceptionMapper
    Response brokenOff(OpenOutput.BrokenOff failure) {
        LOG.debugf("Expected to pass on all of a file, but %s", failure.getMessage());
        return ProblemDetail.of(500, "Expected to pass on all of a file, but it broke off")
                .response();
    }

    @ServerExceptionMapper
    Response failed(Throwable failure) {
        LOG.error("Expected to answer, but it failed", failure);
        return ProblemDetail.of(500, "Expected to answer, but it failed; the gateway's log says why")
                .response();
    }

    static String detail(int status, String path) {
        return switch (status) {
            case 404 -> "Expected a path that exists, but '%s' does not".formatted(path);
            case 405 -> "Expected a method that '%s' knows, but it is another".formatted(path);
            case 406 ->
                "Expected a form in which '%s' is answered, but the header 'Accept' asks for others".formatted(path);
            case 415 ->
                "Expected a content type that '%s' reads, such as application/yaml or application/json, but it is"
                                .formatted(path)
                        + " another";
            default -> "Expected a request that can be read, but it cannot";
        };
    }
}
