package io.akoflow.local;

import java.util.Map;

/**
 * Kafka and PostgreSQL that run already, in place of embedded ones. Both are empty, or were used by the same state
 * before; neither is ended with the launcher.
 *
 * @param kafka what any Kafka client needs to connect
 */
public record GivenServers(Map<String, Object> kafka, Database database) {

    public GivenServers {
        kafka = Map.copyOf(kafka);
    }

    /** A PostgreSQL database, and its owner. */
    public record Database(String jdbcUrl, String user, String password) {}
}
