package io.akoflow.local.kafka;

import io.akoflow.local.FreePort;
import java.nio.file.Path;

/**
 * What a broker is started with.
 *
 * @param folder holds its log; made if it is not there
 * @param port of the loopback address; 0 for a free one
 * @param password of the only user
 */
public record KafkaSettings(Path folder, int port, String password) {

    /** The only user. */
    public static final String USER = "akoflow";

    public KafkaSettings {
        port = port == 0 ? FreePort.find() : port;
    }
}
