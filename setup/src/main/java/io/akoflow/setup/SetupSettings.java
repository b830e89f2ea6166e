package io.akoflow.setup;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The settings, which come as variables of the environment, by the names that the services know them by.
 *
 * @param environment all of it
 */
public record SetupSettings(Map<String, String> environment) {

    private static final String KAFKA = "KAFKA_";
    private static final int USUAL_PARTITIONS = 6;
    private static final int USUAL_REPLICATION = 1;

    public SetupSettings {
        environment = Map.copyOf(environment);
    }

    /** What a client of Kafka needs: {@code KAFKA_SASL_MECHANISM} is its {@code sasl.mechanism}. */
    public Map<String, Object> kafka() {
        var client = new HashMap<String, Object>();
        environment.forEach((name, value) -> {
            if (name.startsWith(KAFKA)) {
                var property = name.substring(KAFKA.length()).toLowerCase(Locale.ROOT);
                client.put(property.replace('_', '.'), value);
            }
        });
        return client;
    }

    /** Of each topic that is created. */
    public int partitions() {
        return number("AKOFLOW_SETUP_PARTITIONS", USUAL_PARTITIONS);
    }

    /** How many brokers have a copy of each topic that is created. */
    public int replication() {
        return number("AKOFLOW_SETUP_REPLICATION", USUAL_REPLICATION);
    }

    private int number(String name, int usual) {
        var value = environment.get(name);
        try {
            return value == null ? usual : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected %s to be a number, but it is '%s'".formatted(name, value), e);
        }
    }
}
