package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow needs beside its jobs: programs, containers, and where files are. Those that are read first count.
 */
final class Catalogs {

    private static final String DOCKER = "docker://";

    private final Problems problems;
    private final Map<String, Transformation> transformations = new HashMap<>();
    private final Map<String, Keyed> containers = new HashMap<>();
    private final Map<String, List<Node.Scalar>> replicas = new LinkedHashMap<>();

    Catalogs(Problems problems) {
        this.problems = problems;
    }

    /** Takes those that {@code file} has, be it a workflow or a catalog of its own. */
    void add(Keyed file) {
        var programs = file.keyed("transformationCatalog", "the transformation catalog");
        addTransformations(programs.orElse(file));
        addReplicas(file.keyed("replicaCatalog", "the replica catalog").orElse(file));
        file.notHonoured("siteCatalog", "has no effect; where pods run is Kubernetes' business");
    }

    private void addTransformations(Keyed catalog) {
        for (var each : catalog.all("transformations", "a transformation")) {
            var name = each.required("name").map(Node.Scalar::text);
            name.ifPresent(it -> transformations.putIfAbsent(
                    key(
                            each.text("namespace").orElse(null),
                            it,
                            each.text("version").orElse(null)),
                    Transformation.of(each)));
        }
        for (var each : catalog.all("containers", "a container")) {
            each.notHonoured("mounts", "have no effect; what is needed has to be on the run's disk or in the image");
            each.required("name").ifPresent(name -> containers.putIfAbsent(name.text(), each));
        }
    }

    private void addReplicas(Keyed catalog) {
        for (var each : catalog.all("replicas", "a replica")) {
            if (each.flag("regex").orElse(false)) {
                each.notHonoured("regex", "means many files, which can't be told from here; it has no effect");
                continue;
            }
            List<Node.Scalar> places = new ArrayList<>();
            each.all("pfns", "a place of a replica")
                    .forEach(it -> it.required("pfn").ifPresent(places::add));
            each.required("lfn").ifPresent(lfn -> replicas.putIfAbsent(lfn.text(), places));
            each.notHonoured("checksum", "is not checked");
        }
    }

    private static String key(@Nullable String namespace, String name, @Nullable String version) {
        return "%s::%s:%s".formatted(namespace == null ? "" : namespace, name, version == null ? "" : version);
    }

    /** The program that a job names. */
    Optional<Transformation> transformation(Keyed job, String name) {
        return Optional.ofNullable(transformations.get(key(
                job.text("namespace").orElse(null), name, job.text("version").orElse(null))));
    }

    /** Where a file is before the workflow begins; none when nobody says. */
    List<Node.Scalar> places(String lfn) {
        return replicas.getOrDefault(lfn, List.of());
    }

    Optional<Keyed> container(Transformation of) {
        return Optional.ofNullable(of.container()).map(containers::get);
    }

    /** The image of a container; null, and a warning, when Kubernetes could not run it. */
    @Nullable
    String image(Keyed container) {
        var said = container.scalar("image");
        if (said.isEmpty()) {
            return null;
        }
        var text = said.get().text();
        if (text.startsWith(DOCKER)) {
            return text.substring(DOCKER.length());
        }
        if (text.contains("://")) {
            problems.warning(
                    said.get(),
                    "Expected an image of a registry, such as docker://alpine:3.20, but it is %s; say which to use instead (--image)",
                    Shown.text(text));
            return null;
        }
        return text;
    }
}
