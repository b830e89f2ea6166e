package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** What became of one call of the Kubernetes API. */
sealed interface ApiAnswer {

    /** It was done; {@code object} is what was answered. */
    record Fine(JsonNode object) implements ApiAnswer {}

    /**
     * The API server said no, and will say so again.
     *
     * @param message its own sentence
     * @param about the name of the object that the sentence is about; empty if it names none
     */
    record Refused(int code, String message, String about) implements ApiAnswer {

        boolean isMissing(String name) {
            return code == ApiCall.NOT_FOUND && about.equals(name);
        }
    }

    /**
     * It may go well another time; perhaps it was even done, and only the answer is missing.
     *
     * @param why one sentence
     * @param retryAfter how long the API server asked to be left alone
     */
    record Trouble(String why, Optional<Duration> retryAfter) implements ApiAnswer {}
}
