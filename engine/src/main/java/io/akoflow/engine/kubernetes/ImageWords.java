package io.akoflow.engine.kubernetes;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a kubelet's message on an image means. There is no other way to know: the reason is the same for all. */
final class ImageWords {

    private static final List<String> TIME_OUTS =
            List.of("timeout", "timed out", "deadline exceeded", "context canceled", "is reserved for");

    /** Looked for first, since a registry that has had enough of somebody also says "denied". */
    private static final List<String> PASSING = List.of(
            "toomanyrequests",
            "too many requests",
            "rate limit",
            "connection refused",
            "connection reset",
            "no such host",
            "server misbehaving",
            "network is unreachable",
            "temporary failure",
            "tls handshake",
            "unexpected eof",
            "no space left",
            "500 internal server error",
            "502 bad gateway",
            "503 service unavailable",
            "504 gateway");

    private static final List<String> MISTAKES = List.of(
            "not found",
            "manifest unknown",
            "unauthorized",
            "authentication required",
            "authorization failed",
            "access denied",
            "forbidden",
            "does not exist",
            "no match for platform",
            "no matching manifest",
            "invalid reference",
            "not present with pull policy of never",
            "signature");

    private ImageWords() {}

    /** Why an image is not there. */
    enum Cause {
        /** It will not come by itself. */
        MISTAKE,
        PASSING;

        boolean isMistake() {
            return this == MISTAKE;
        }
    }

    static Cause cause(String message) {
        var words = message.toLowerCase(Locale.ROOT);
        if (has(words, TIME_OUTS) || has(words, PASSING)) {
            return Cause.PASSING;
        }
        return has(words, MISTAKES) ? Cause.MISTAKE : Cause.PASSING;
    }

    /** Whether a message says more than that it is tried again. */
    static boolean tellsWhy(@Nullable String message) {
        if (message == null) {
            return false;
        }
        var words = message.toLowerCase(Locale.ROOT);
        return has(words, TIME_OUTS) || has(words, PASSING) || has(words, MISTAKES);
    }

    static boolean isTimeOut(String message) {
        return has(message.toLowerCase(Locale.ROOT), TIME_OUTS);
    }

    private static boolean has(String words, List<String> any) {
        return any.stream().anyMatch(words::contains);
    }
}
