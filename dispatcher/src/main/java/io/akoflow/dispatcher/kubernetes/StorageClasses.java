package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.PlannedObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the storage class of a claim is there before the claim is created: Kubernetes takes a claim of a class
 * that there is not, and lets it and its pods wait for ever. It only ever helps: where it may not look, or the API has
 * trouble, nothing is objected to.
 */
@ApplicationScoped
public class StorageClasses {

    private static final Logger LOG = Logger.getLogger(StorageClasses.class);
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    private final KubernetesApi api;
    private final boolean wanted;
    private final Duration memory;
    private volatile @Nullable Known known;
    private volatile boolean hasComplained;

    StorageClasses(KubernetesApi api, DispatcherConfig config) {
        this.api = api;
        this.wanted = config.checkStorageClasses();
        this.memory = config.claimMemory();
    }

    private record Known(List<String> names, boolean hasDefault, Instant since) {

        Known {
            names = List.copyOf(names);
        }
    }

    /** Why {@code claim} could never be bound; empty when it can, or nobody knows. */
    Optional<Outcome> objection(PlannedObject claim) {
        return wanted ? known().flatMap(it -> objection(claim, it)) : Optional.empty();
    }

    private static Optional<Outcome> objection(PlannedObject claim, Known known) {
        var asked = asked(claim);
        var there = known.names().isEmpty() ? "none" : String.join(", ", known.names());
        if (asked == null && !known.hasDefault()) {
            return Optional.of(Refusals.refused(
                    "Expected a default storage class, but the cluster has no default one. It has: %s."
                            .formatted(there),
                    "Name one of them as 'storageClassName' in the workflow file, or have the cluster's administrator"
                            + " make one the default."));
        }
        if (asked != null && !asked.isEmpty() && !known.names().contains(asked)) {
            return Optional.of(
                    Refusals.refused(
                            "Expected the storage class '%s' in the cluster, but it has: %s.".formatted(asked, there),
                            "Name one of them as 'storageClassName' in the workflow file, or none for the cluster's default; or"
                                    + " have the deployment put another in its place (akoflow.dispatcher.pods.storage-classes)."));
        }
        return Optional.empty();
    }

    private static @Nullable String asked(PlannedObject claim) {
        return claim.tree().get("spec") instanceof Map<?, ?> spec && spec.get("storageClassName") instanceof String name
                ? name
                : null;
    }

    private Optional<Known> known() {
        var now = Instant.now();
        var before = known;
        if (before != null && before.since().plus(memory).isAfter(now)) {
            return Optional.of(before);
        }
        return switch (api.storageClasses()) {
            case ApiAnswer.Fine(var list) -> {
                var read = read(list, now);
                known = read;
                yield Optional.of(read);
            }
            case ApiAnswer.Refused refused -> {
                complain(refused.message());
                yield Optional.empty();
            }
            case ApiAnswer.Trouble _ -> Optional.empty();
        };
    }

    private void complain(String why) {
        if (!hasComplained) {
            hasComplained = true;
            LOG.infof("Storage classes are not looked at before disks are made: %s", why);
        }
    }

    private static Known read(JsonNode list, Instant now) {
        List<String> names = new ArrayList<>();
        boolean hasDefault = false;
        for (var one : list.path("items")) {
            var metadata = one.path("metadata");
            names.add(metadata.path("name").asText());
            hasDefault |= metadata.path("annotations").path(DEFAULT).asText().equals("true");
        }
        return new Known(names.stream().sorted().toList(), hasDefault, now);
    }
}
