package io.akoflow.setup.kubernetes;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Secrets of a deployment with Kafka and PostgreSQL of its own. Nobody ever has to know what is in them. */
public final class MadeUpSecrets {

    private static final String USER = "akoflow";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final int BYTES = 24;

    private MadeUpSecrets() {}

    /** Creates those that are missing, and says on the standard output which, but not what is in them. */
    public static void create(ClusterApi api) throws IOException, InterruptedException {
        for (var secret : all(new SecureRandom()).entrySet()) {
            boolean created = api.createSecret(secret.getKey(), secret.getValue());
            System.out.println((created ? "Created the Secret " : "There was a Secret ") + secret.getKey());
        }
    }

    static Map<String, Map<String, String>> all(SecureRandom random) {
        var kafka = secret(random);
        var login = "%s username=\"%s\" password=\"%s\"".formatted(LOGIN, USER, kafka);
        var secrets = new LinkedHashMap<String, Map<String, String>>();
        secrets.put("akoflow-postgresql", Map.of("username", USER, "password", secret(random)));
        secrets.put(
                "akoflow-kafka",
                Map.of("client-jaas", login + ";", "broker-jaas", login + " user_%s=\"%s\";".formatted(USER, kafka)));
        secrets.put("akoflow-gateway", Map.of("token", secret(random)));
        return secrets;
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
