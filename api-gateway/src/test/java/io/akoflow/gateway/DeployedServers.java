package io.akoflow.gateway;

import io.akoflow.local.Certificate;
import io.akoflow.local.PrivateFiles;
import java.nio.file.Path;
import java.util.Map;

/**
 * The same for a gateway as it is deployed: connections are encrypted, people come with tokens of a provider, and may
 * not ask for everything.
 */
public final class DeployedServers extends Servers {

    private static final Issuer ISSUER = new Issuer();

    private final Path folder = PrivateFiles.temporaryFolder("akoflow-certificate");
    private final Certificate certificate = Certificate.make(folder);

    static Issuer issuer() {
        return ISSUER;
    }

    @Override
    Certificate certificate() {
        return certificate;
    }

    @Override
    public Map<String, String> start() {
        var settings = super.start();
        settings.put("quarkus.oidc.tenant-enabled", "true");
        settings.put("quarkus.oidc.auth-server-url", ISSUER.url());
        settings.put("quarkus.oidc.token.audience", Issuer.AUDIENCE);
        settings.put("akoflow.gateway.roles.operator", "admins,akoflow-operator");
        settings.put("akoflow.gateway.policy.namespaces", "lab,team-*");
        settings.put("akoflow.gateway.policy.images", "alpine:*,registry.example/*");
        settings.put("akoflow.gateway.policy.most-activities", "3");
        settings.put("akoflow.gateway.policy.most-storage", "10Gi");
        settings.put("akoflow.gateway.policy.most-of", "nvidia.com/gpu=2,*=0");
        settings.put("akoflow.gateway.policy.service-accounts", "science-*");
        settings.put("akoflow.gateway.policy.tolerations", "gpu");
        return settings;
    }

    @Override
    public void stop() {
        super.stop();
        PrivateFiles.delete(folder);
    }
}
