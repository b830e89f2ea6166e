package io.akoflow.gateway.outputs;

import io.akoflow.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where pods reach this replica of the gateway, and no other one. */
@ApplicationScoped
public class Callback {

    /** What is below it is not for people, and has a check of its own. */
    public static final String PATH = "/outputs/";

    static final String UNKNOWN =
            "Expected to know the address at which pods reach this gateway, but there is no setting"
                    + " akoflow.gateway.outputs.address, so nobody can bring here what is on a disk in the cluster;"
                    + " 'akoflow up --kubernetes' takes it as --outputs-address";

    private final Optional<String> address;
    private final String host;
    private final Provider<Integer> port; // told anew once it is known, where any will do

    Callback(
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") Provider<Integer> port) {
        this.address = config.outputs().address();
        this.host = host;
        this.port = port;
    }

    /** An address, and a port there. */
    public record Place(String host, int port) {}

    /** Where pods come, if that is not where this listens for everybody. */
    public Optional<Place> elsewhere() {
        return address.filter(it -> !isCovered(it)).map(it -> new Place(it, port.get()));
    }

    private boolean isCovered(String wanted) {
        try {
            var everybody = InetAddress.getByName(host);
            return everybody.isAnyLocalAddress() || everybody.equals(InetAddress.getByName(wanted));
        } catch (UnknownHostException _) {
            return true; // a name that only pods know
        }
    }

    /** Where to bring what {@code request} wants; empty when nobody said. */
    Optional<String> of(String request) {
        return address.map(it -> it.contains(":") ? "[" + it + "]" : it)
                .map(host -> "http://%s:%d%s%s".formatted(host, port.get(), PATH, request));
    }
}
