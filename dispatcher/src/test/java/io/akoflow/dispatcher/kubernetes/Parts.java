package io.akoflow.dispatcher.kubernetes;

import io.akoflow.dispatcher.DispatcherConfig;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;

/** What the container puts together, for a dispatcher without one. */
public record Parts(
        KubernetesApi api,
        AttemptObjects objects,
        Tombstones tombstones,
        Leftovers leftovers,
        DiskReaders readers,
        ApiHealth health,
        KubernetesClient client)
        implements AutoCloseable {

    public static Parts of(URI url, String token, DispatcherConfig config, MeterRegistry meters) {
        var client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(url.toString())
                        .withOauthToken(token)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        var api = new KubernetesApi(client, meters, config);
        var window = new Window(meters, config);
        var claims = new Claims(new StorageClasses(api, config), config);
        var uids = new Uids();
        var units = new Units(config, api, window, uids, new Census(api, window, uids));
        return new Parts(
                api,
                new AttemptObjects(api, window, claims, uids, units, config),
                new Tombstones(api, window, uids, units, config),
                new Leftovers(api, window, claims, uids, units, config),
                new DiskReaders(api, window, config),
                new ApiHealth(api),
                client);
    }

    @Override
    public void close() {
        client.close();
    }
}
