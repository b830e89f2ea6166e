package io.akoflow.contract;

/**
 * Something about a workflow file that its author should know.
 *
 * @param line from 1; 0 when the problem has no place of its own
 * @param column from 1; 0 when the problem has no place of its own
 * @param message "Expected … but …"
 */
public record Problem(Severity severity, int line, int column, String message) {

    /** Whether the file is refused for it. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
