package io.akoflow.local.postgres;

import io.akoflow.local.FreePort;
import java.nio.file.Path;

/**
 * What PostgreSQL is started with.
 *
 * @param folder holds its data; made if it is not there
 * @param port of the loopback address; 0 for a free one
 * @param password of the only user, from the first start on this folder on
 * @param durable whether what was committed survives a crash of the machine
 * @param log what it says goes here
 */
public record PostgresSettings(Path folder, int port, String password, boolean durable, Path log) {

    /** The only user, and the database. */
    public static final String NAME = "akoflow";

    public PostgresSettings {
        port = port == 0 ? FreePort.find() : port;
    }
}
