package io.akoflow.gateway.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters, newest first.
 *
 * @param next what {@link DeadLetters#newest} begins the next page with; null when there is none
 */
public record DeadLetterPage(
        List<DeadLetterView> letters, @Nullable String next) {

    public DeadLetterPage {
        letters = List.copyOf(letters);
    }
}
