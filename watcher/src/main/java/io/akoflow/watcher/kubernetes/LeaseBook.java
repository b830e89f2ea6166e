package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.watcher.WatcherConfig;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Leases of all watchers, as they were read last, and since when each has not changed. For one thread. */
final class LeaseBook {

    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String WATCHER = "watcher";
    private static final String SHARD = "akoflow-watcher-shard-";
    private static final String REPLICA = "akoflow-watcher-replica-";
    /** A replica that was silent for so many times the duration is forgotten. */
    private static final int LONG_GONE = 10;

    private final NonNamespaceOperation<Lease, LeaseList, Resource<Lease>> leases;
    private final Duration duration;
    private final String identity;
    private final Map<String, Seen> seen = new HashMap<>();
    private Map<String, Lease> present = Map.of();

    LeaseBook(KubernetesClient client, WatcherConfig.Leases config, String identity) {
        this.leases = client.leases().inNamespace(config.namespace());
        this.duration = config.duration();
        this.identity = identity;
    }

    private record Seen(String version, long sinceNanos) {}

    void read() {
        present = leases.withLabel(COMPONENT, WATCHER).list().getItems().stream()
                .collect(Collectors.toMap(lease -> lease.getMetadata().getName(), Function.identity()));
        long now = System.nanoTime();
        seen.keySet().retainAll(present.keySet());
        present.forEach((name, lease) -> {
            var version = lease.getMetadata().getResourceVersion();
            seen.merge(
                    name,
                    new Seen(version, now),
                    (before, fresh) -> before.version().equals(version) ? before : fresh);
        });
    }

    void renewReplica() {
        write(REPLICA + identity, identity);
        present.keySet().stream()
                .filter(name -> name.startsWith(REPLICA) && isSilentFor(name, duration.multipliedBy(LONG_GONE)))
                .forEach(name -> leases.withName(name).delete());
    }

    void removeReplica() {
        leases.withName(REPLICA + identity).delete();
    }

    /** How many there are, this one included. */
    int liveReplicas() {
        long others = present.keySet().stream()
                .filter(name -> name.startsWith(REPLICA) && !name.equals(REPLICA + identity))
                .filter(name -> !isSilentFor(name, duration))
                .count();
        return (int) others + 1;
    }

    /** Whether nobody has it, or one who is silent. */
    boolean isFree(int shard) {
        var holder = holder(shard);
        return holder == null || holder.equals(identity) || isSilentFor(SHARD + shard, duration);
    }

    /** Whether another one has it who is not silent. */
    boolean isForeign(int shard) {
        return !isFree(shard);
    }

    /** Takes it, or keeps it; a conflict when another one was faster. */
    void take(int shard) {
        write(SHARD + shard, identity);
    }

    /** Gives it back, if it is still this one's. */
    void release(int shard) {
        var lease = leases.withName(SHARD + shard).get();
        if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
            leases.resource(with(lease, "")).update();
        }
    }

    private @Nullable String holder(int shard) {
        var lease = present.get(SHARD + shard);
        var holder = lease == null ? null : lease.getSpec().getHolderIdentity();
        return holder == null || holder.isEmpty() ? null : holder;
    }

    private boolean isSilentFor(String name, Duration time) {
        var lastChange = seen.get(name);
        return lastChange != null && System.nanoTime() - lastChange.sinceNanos() > time.toNanos();
    }

    private void write(String name, String holder) {
        var lease = present.get(name);
        if (lease == null) {
            var fresh = new LeaseBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .addToLabels(COMPONENT, WATCHER)
                    .addToLabels(JobLabels.MANAGED_BY, JobLabels.AKOFLOW)
                    .endMetadata()
                    .withNewSpec()
                    .endSpec()
                    .build();
            leases.resource(with(fresh, holder)).create();
        } else {
            leases.resource(with(lease, holder)).update();
        }
    }

    private Lease with(Lease lease, String holder) {
        return new LeaseBuilder(lease)
                .editSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(Math.toIntExact(duration.toSeconds()))
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
