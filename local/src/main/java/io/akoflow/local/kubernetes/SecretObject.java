package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A Secret as it is stored: what was written as text is in its data. */
final class SecretObject {
    private static final String TEXTS = "stringData";

    private SecretObject() {}

    static void prepare(ObjectNode secret) {
        if (secret.remove(TEXTS) instanceof ObjectNode texts) {
            var data = secret.withObjectProperty("data");
            texts.properties()
                    .forEach(text -> data.put(
                            text.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(text.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }
}
