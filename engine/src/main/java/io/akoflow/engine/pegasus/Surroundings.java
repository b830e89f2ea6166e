package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.FileBeside;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.yaml.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a workflow is read with: catalogs, files beside it, and what whoever imports it says. */
final class Surroundings {

    private static final List<String> CATALOGS = List.of("transformations.yml", "replicas.yml", "tc.yml", "rc.yml");

    private static final int MOST_JOBS = 100_000;

    private final Map<String, byte[]> beside;
    private final ImportOptions options;
    private final Problems problems;
    private final Catalogs catalogs;
    private final Map<String, Optional<Keyed>> read = new HashMap<>();
    private int jobs;

    Surroundings(Map<String, byte[]> beside, ImportOptions options, Problems problems) {
        this.beside = beside;
        this.options = options;
        this.problems = problems;
        this.catalogs = new Catalogs(problems);
    }

    ImportOptions options() {
        return options;
    }

    Problems problems() {
        return problems;
    }

    Catalogs catalogs() {
        return catalogs;
    }

    /** Takes those that are beside the workflow, under the names that Pegasus looks for, or those of its tutorials. */
    void addCatalogs() {
        CATALOGS.forEach(name -> file(name, "a catalog").ifPresent(catalogs::add));
    }

    /** The file beside that is called so; empty when there is none, or it can't be read, which is an error. */
    Optional<Keyed> file(String name, String title) {
        return read.computeIfAbsent(name, _ -> readFile(name, title));
    }

    private Optional<Keyed> readFile(String name, String title) {
        byte[] bytes = beside.get(name);
        if (bytes == null) {
            return Optional.empty();
        }
        return FileBeside.read(name, bytes, problems)
                .filter(Node.Mapping.class::isInstance)
                .map(root -> new Keyed((Node.Mapping) root, "%s (%s)".formatted(title, name), problems));
    }

    /** Whether there is room for one more job; workflows within others may write out more than anybody can run. */
    boolean hasRoom(Node place) {
        jobs++;
        if (jobs == MOST_JOBS + 1) {
            problems.error(place, "Expected at most %,d jobs in all, but there are more", MOST_JOBS);
        }
        return jobs <= MOST_JOBS;
    }
}
