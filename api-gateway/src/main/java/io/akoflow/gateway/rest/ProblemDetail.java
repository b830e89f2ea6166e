package io.akoflow.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.contract.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/**
 * The body of an error (RFC 9457).
 *
 * @param detail one sentence: what was expected, and what is
 * @param problems of a workflow file, in its order; empty for other errors
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetail(String type, String title, int status, String detail, List<Problem> problems) {

    /** Its content type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    public ProblemDetail {
        problems = List.copyOf(problems);
    }

    /** An error without a list of problems. */
    public static ProblemDetail of(int status, String detail) {
        return new ProblemDetail("about:blank", TITLES.getOrDefault(status, "Error"), status, detail, List.of());
    }

    /** A workflow file that is none. */
    public static ProblemDetail invalid(List<Problem> problems) {
        long errors = errors(problems);
        var detail = "Expected a workflow, but the file has %d error%s".formatted(errors, errors == 1 ? "" : "s");
        return new ProblemDetail("about:blank", "Invalid workflow file", 422, detail, problems);
    }

    /** A workflow file that asks for what is not allowed here. */
    public static ProblemDetail notAllowed(List<Problem> problems) {
        var detail = "Expected a workflow that is allowed here, but %d thing%s it asks for %s not"
                .formatted(problems.size(), problems.size() == 1 ? "" : "s", problems.size() == 1 ? "is" : "are");
        return new ProblemDetail("about:blank", "Not allowed by policy", 422, detail, problems);
    }

    /** Something else that is not as it has to be. */
    static ProblemDetail wrong(String title, String what, List<Problem> problems) {
        long errors = errors(problems);
        var detail = "Expected %s, but it has %d error%s".formatted(what, errors, errors == 1 ? "" : "s");
        return new ProblemDetail("about:blank", title, 422, detail, problems);
    }

    private static long errors(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .count();
    }

    /** This as an answer. */
    public Response response() {
        return Response.status(status).type(CONTENT_TYPE).entity(this).build();
    }
}
