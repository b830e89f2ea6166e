package io.akoflow.local.kafka;

import io.akoflow.local.Certificate;
import io.akoflow.local.FreePort;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a broker is started with.
 *
 * @param folder holds its log; made if it is not there
 * @param port of the loopback address; 0 for a free one
 * @param password of the only user
 * @param certificate to encrypt connections with; null for connections that are not
 */
public record KafkaSettings(
        Path folder, int port, String password, @Nullable Certificate certificate) {

    /** The only user. */
    public static final String USER = "akoflow";

    public KafkaSettings {
        port = port == 0 ? FreePort.find() : port;
    }

    /** Connections are not encrypted. */
    public KafkaSettings(Path folder, int port, String password) {
        this(folder, port, password, null);
    }
}
