package io.akoflow.gateway.access;

import io.akoflow.gateway.GatewayConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether whoever asks has to say who they are. On any address but loopback they have, unless it is written down. */
@Startup
@Singleton
public class Guard {

    private final Optional<String> token;
    private final boolean oidc;
    private final boolean guarded;

    Guard(
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer) {
        this.token = config.token().filter(it -> !it.isBlank());
        this.oidc = oidc;
        if (issuer.isPresent() && !oidc) {
            throw new ConfigurationException("Expected quarkus.oidc.tenant-enabled=true beside"
                    + " quarkus.oidc.auth-server-url, but it is false; set it, or leave both out");
        }
        boolean isNone = config.auth() == GatewayConfig.Auth.NONE;
        if (!isNone && token.isEmpty() && !oidc && !isLoopback(host)) {
            throw new ConfigurationException(
                    "Expected authentication, since '%s' is not only this machine, but neither akoflow.gateway.token nor"
                                    .formatted(host)
                            + " an OpenID Connect provider is set; set one of them, or write down akoflow.auth=none"
                            + " to let anybody do anything");
        }
        this.guarded = !isNone && (token.isPresent() || oidc);
    }

    /** Whether anybody is asked. */
    public boolean isGuarded() {
        return guarded;
    }

    /** Whether tokens of an OpenID Connect provider are taken. */
    public boolean knowsOidc() {
        return oidc;
    }

    /** Whether {@code said} is the token of the settings. */
    public boolean isToken(String said) {
        return token.isPresent()
                && MessageDigest.isEqual(
                        said.getBytes(StandardCharsets.UTF_8), token.get().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
