package io.akoflow.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;

/** Problems that are answered before a resource is asked. */
final class RawAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RawAnswer() {}

    static void problem(RoutingContext context, int status, String detail) {
        var response = context.response();
        if (response.ended()) {
            return;
        }
        response.setStatusCode(status).putHeader("content-type", ProblemDetail.CONTENT_TYPE);
        if (status == 401) {
            response.putHeader("www-authenticate", "Bearer");
        }
        response.end(body(ProblemDetail.of(status, detail)));
    }

    private static Buffer body(ProblemDetail problem) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
