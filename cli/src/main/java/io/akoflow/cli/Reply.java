package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a request. */
sealed interface Reply {

    /** The server did it. */
    record Done(JsonNode body) implements Reply {}

    /**
     * The server refused.
     *
     * @param status of HTTP
     * @param problem as in RFC 9457; an empty object when the answer had none
     */
    record Refused(int status, JsonNode problem) implements Reply {}

    /** There was no answer. */
    record Unreachable(String why) implements Reply {}
}
