package io.akoflow.engine.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the quota admission plugin says when it refuses an object, which is one sentence and no structure:
 * {@code exceeded quota: small, requested: pods=1,requests.cpu=2, used: pods=5,requests.cpu=1, limited:
 * pods=5,requests.cpu=4}. Source: {@code CheckRequest} of Kubernetes' {@code resourcequota/controller.go}.
 */
public final class QuotaWords {

    private static final Pattern EXCEEDED =
            Pattern.compile("exceeded quota: ([^,]+), requested: (.+), used: (.+), limited: ([^\\s]+)");

    /** What to do about it. */
    public static final String ADVICE =
            "Ask for less in the workflow file, or ask the cluster's administrator for a larger quota.";

    private QuotaWords() {}

    /** Whether {@code message} says that there is no room now. */
    public static boolean isExceeded(String message) {
        return message.contains("exceeded quota");
    }

    /** What asks for more than the quota allows even when nothing else is there; empty when waiting may help. */
    public static Optional<String> neverFits(String message) {
        var match = EXCEEDED.matcher(message);
        if (!match.find()) {
            return Optional.empty();
        }
        var allowed = amounts(match.group(4));
        return amounts(match.group(2)).entrySet().stream()
                .filter(asked -> isMore(asked.getValue(), allowed.get(asked.getKey())))
                .map(asked -> "Expected at most %s of %s, as the quota '%s' allows in all, but it asks for %s"
                        .formatted(allowed.get(asked.getKey()), asked.getKey(), match.group(1), asked.getValue()))
                .sorted()
                .findFirst();
    }

    private static Map<String, String> amounts(String list) {
        Map<String, String> amounts = new HashMap<>();
        for (var one : list.split(",", -1)) {
            var parts = one.strip().split("=", 2);
            if (parts.length == 2) {
                amounts.put(parts[0], parts[1]);
            }
        }
        return amounts;
    }

    private static boolean isMore(String asked, @Nullable String allowed) {
        var one = Quantity.parse(asked);
        var other = allowed == null ? Optional.<Quantity>empty() : Quantity.parse(allowed);
        return one.isPresent()
                && other.isPresent()
                && one.get().value().compareTo(other.get().value()) > 0;
    }
}
