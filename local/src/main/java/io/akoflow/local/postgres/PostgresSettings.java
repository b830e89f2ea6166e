package io.akoflow.local.postgres;

import io.akoflow.local.Certificate;
import io.akoflow.local.FreePort;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL is started with.
 *
 * @param folder holds its data; made if it is not there
 * @param port of the loopback address; 0 for a free one
 * @param password of the only user, from the first start on this folder on
 * @param durable whether what was committed survives a crash of the machine
 * @param log what it says goes here
 * @param certificate to encrypt connections with; null for connections that are not
 */
public record PostgresSettings(
        Path folder,
        int port,
        String password,
        boolean durable,
        Path log,
        @Nullable Certificate certificate) {

    /** The only user, and the database. */
    public static final String NAME = "akoflow";

    public PostgresSettings {
        port = port == 0 ? FreePort.find() : port;
    }

    /** Connections are not encrypted. */
    public PostgresSettings(Path folder, int port, String password, boolean durable, Path log) {
        this(folder, port, password, durable, log, null);
    }
}
