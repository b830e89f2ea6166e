package io.akoflow.engine.argo;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workflow's claim, which is the run's disk here, and where containers have it. */
final class Volumes {

    private static final String DEFAULT_PATH = "/data";

    private final Problems problems;
    private final Optional<Keyed> claim;
    private final Set<String> empty = new LinkedHashSet<>();
    private final Set<String> paths = new LinkedHashSet<>();

    Volumes(Keyed spec, Problems problems) {
        this.problems = problems;
        var claims = spec.all("volumeClaimTemplates", "a claim");
        this.claim = claims.stream().findFirst();
        claims.stream()
                .skip(1)
                .forEach(
                        other -> problems.warning(
                                other.place(),
                                "Expected one claim, which becomes the run's disk, but there are more; this one has no effect"));
        spec.all("volumes", "a volume").stream()
                .filter(volume -> volume.node("emptyDir").isPresent())
                .forEach(volume -> volume.text("name").ifPresent(empty::add));
    }

    /** What {@code storagePolicy} has to hold. */
    Map<String, String> storage() {
        var storage = new LinkedHashMap<String, String>();
        claim.flatMap(it -> it.keyed("spec", "a claim's spec")).ifPresent(spec -> {
            boolean isShared =
                    spec.texts("accessModes").stream().map(Node.Scalar::text).anyMatch("ReadWriteMany"::equals);
            storage.put("type", isShared ? "distributed" : "shared");
            spec.text("storageClassName").ifPresent(it -> storage.put("storageClassName", it));
            spec.keyed("resources", "resources")
                    .flatMap(it -> it.keyed("requests", "requests"))
                    .flatMap(it -> it.text("storage"))
                    .ifPresent(it -> storage.put("storageSize", it));
        });
        return storage;
    }

    /**
     * Where the claim is in all containers that were looked at; empty when there is no such place, or nobody says it.
     */
    Optional<String> mountPath() {
        if (paths.size() > 1) {
            problems.warning(
                    claim.orElseThrow().place(),
                    "Expected this claim at one place in all containers, but it is at %s; the run's disk is at %s in all",
                    Shown.list(List.copyOf(paths)),
                    DEFAULT_PATH);
        }
        return paths.size() == 1 ? Optional.of(paths.iterator().next()) : Optional.empty();
    }

    /** Where {@code container} has the claim, and what it has besides. */
    void look(Keyed container) {
        var own = new LinkedHashSet<String>();
        for (var mount : container.all("volumeMounts", "a mount")) {
            mount.onlyKnown(Set.of("name", "mountPath"));
            var volume = mount.required("name");
            if (volume.isPresent() && isClaim(volume.get())) {
                mount.required("mountPath").ifPresent(it -> own.add(it.text()));
            } else {
                volume.ifPresent(this::tell);
            }
        }
        paths.addAll(own);
        if (!own.contains(container.text("workingDir").orElse(""))) {
            container.notHonoured(
                    "workingDir", "is not the run's disk, which is where akoflow works; it has no effect");
        }
    }

    private boolean isClaim(Node.Scalar volume) {
        return claim.flatMap(it -> it.keyed("metadata", "metadata"))
                .flatMap(it -> it.text("name"))
                .filter(volume.text()::equals)
                .isPresent();
    }

    private void tell(Node.Scalar volume) {
        if (empty.contains(volume.text())) {
            problems.warning(
                    volume,
                    "Expected the claim of this workflow, but %s is an emptyDir; it has no effect",
                    Shown.text(volume.text()));
        } else {
            problems.error(
                    volume,
                    "Expected the first claim of 'volumeClaimTemplates', which is the run's disk, but %s is another volume; akoflow mounts no others",
                    Shown.text(volume.text()));
        }
    }
}
