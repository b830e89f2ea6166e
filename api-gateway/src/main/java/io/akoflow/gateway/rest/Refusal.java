package io.akoflow.gateway.rest;

import jakarta.ws.rs.WebApplicationException;

/** Ends a request with a problem. */
final class Refusal extends WebApplicationException {

    private static final long serialVersionUID = 1;

    Refusal(int status, String detail) {
        super(detail, ProblemDetail.of(status, detail).response());
    }

    Refusal(ProblemDetail problem) {
        super(problem.detail(), problem.response());
    }
}
