package io.akoflow.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.access.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What is running here. */
@Path("/api/v1/version")
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

    private final Version version;

    VersionResource(@ConfigProperty(name = "quarkus.application.version") String version, GatewayConfig config) {
        this.version = new Version(version, config.runner().orElse(null));
    }

    @GET
    @Allowed(Role.VIEWER)
    public Version version() {
        return version;
    }

    /**
     * A version.
     *
     * @param runner how pods are run on one machine; null on a cluster
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(String version, @Nullable String runner) {}
}
