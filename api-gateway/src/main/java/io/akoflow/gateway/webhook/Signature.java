package io.akoflow.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves that a webhook is from here, as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has it.
 */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret base64 after {@code whsec_}; any other text as it is */
    Signature(String secret) {
        byte[] bytes = secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(UTF_8);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The header {@code webhook-signature}. */
    String of(String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed =
                    mac.doFinal("%s.%d.%s".formatted(id, timestamp, body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to know " + ALGORITHM, e);
        }
    }
}
