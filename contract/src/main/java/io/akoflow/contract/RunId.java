package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names one run of a workflow: a ULID in lower case, 26 characters, so that it may be part of a Kubernetes name. Later
 * runs sort after earlier ones. It is also the Kafka key of all that is said about the run.
 */
public record RunId(@JsonValue String value) implements Comparable<RunId> {

    private static final Pattern ULID = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        if (!ULID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Expected a run id of 26 lower-case ULID characters, but it is '%s'".formatted(value));
        }
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
