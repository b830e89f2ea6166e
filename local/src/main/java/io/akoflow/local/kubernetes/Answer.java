package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

/** What is sent back. */
record Answer(int code, Buffer body) {
    static Answer of(int code, JsonNode body) {
        return new Answer(code, Buffer.buffer(Json.bytes(body)));
    }

    static Answer of(int code, Stored object) {
        return new Answer(code, Buffer.buffer(object.json()));
    }

    static Answer of(RefusedException refused) {
        return of(refused.code(), refused.status());
    }
}
