package io.akoflow.engine.run;

import java.time.Instant;

/**
 * An attempt that is over and whose Job is not yet given up.
 *
 * @param notBefore from when on no ActivityReady about it can be acted upon any more
 * @param logPatience until when its log is waited for
 * @param logged whether its log is kept or given up on
 */
public record Unreleased(int attempt, Instant notBefore, Instant logPatience, boolean logged) {

    /** When its Job may be deleted, as far as is known now. */
    Instant due() {
        return logged || logPatience.isBefore(notBefore) ? notBefore : logPatience;
    }

    Unreleased withLog() {
        return new Unreleased(attempt, notBefore, logPatience, true);
    }
}
