package io.akoflow.gateway.outputs;

import io.akoflow.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where pods reach this replica of the gateway, and no other one. */
@ApplicationScoped
public class Callback {

    /** What is below it is not for people, and has a check of its own. */
    public static final String PATH = "/outputs/";

    static final String UNKNOWN =
            "Expected to know the address at which pods reach this gateway, but there is no setting"
                    + " akoflow.gateway.outputs.address, so nobody can bring here what is on a disk in the cluster";

    private final Optional<String> address;
    private final int port;

    Callback(GatewayConfig config, @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.address = config.outputs().address();
        this.port = port;
    }

    /** Where to bring what {@code request} wants; empty when nobody said. */
    Optional<String> of(String request) {
        return address.map(it -> it.contains(":") ? "[" + it + "]" : it)
                .map(host -> "http://%s:%d%s%s".formatted(host, port, PATH, request));
    }
}
