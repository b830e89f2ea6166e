package io.akoflow.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * On the way to the API server, tells simulated nodes how a played activity ends: as its variables say, in annotations
 * of its pod.
 */
final class Fates implements ProxyInterceptor {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        if (!request.getMethod().equals(HttpMethod.POST) || !request.getURI().contains("/jobs")) {
            return context.sendRequest();
        }
        var whole = Promise.<Buffer>promise();
        var parts = Buffer.buffer();
        request.getBody().stream()
                .handler(parts::appendBuffer)
                .exceptionHandler(whole::tryFail)
                .endHandler(_ -> whole.tryComplete(parts));
        request.getBody().stream().resume();
        return whole.future().compose(body -> {
            request.setBody(Body.body(Buffer.buffer(annotated(body.getBytes()))));
            return context.sendRequest();
        });
    }

    /** The same Job, whose pod says how long it lasts and with which code it ends. */
    static byte[] annotated(byte[] json) {
        try {
            var job = JSON.readTree(json);
            var variables = job.at("/spec/template/spec/containers/0/env");
            var millis = variable(variables, Work.MILLIS);
            if (millis.isEmpty()) {
                return json;
            }
            int attempt = job.at("/metadata/labels/akoflow.io~1attempt").asInt();
            int failures = Integer.parseInt(variable(variables, Work.FAILURES));
            var metadata = (ObjectNode) job.at("/spec/template/metadata");
            var annotations = metadata.withObjectProperty("annotations");
            annotations.put("akoflow.test/duration", millis + "ms");
            if (attempt <= failures) {
                annotations.put("akoflow.test/exit-code", "3");
            }
            return JSON.writeValueAsBytes(job);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a Job, but it can't be read", e);
        }
    }

    private static String variable(JsonNode variables, String name) {
        for (var variable : variables) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }
}
