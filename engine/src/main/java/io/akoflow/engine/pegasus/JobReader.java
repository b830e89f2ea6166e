package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.DraftFile;
import io.akoflow.engine.draft.FilePaths;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.draft.Words;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the jobs of a workflow, those of workflows within it too, and what they wait for. */
final class JobReader {

    private static final Set<String> JOB_KEYS = Set.of(
            "type", "id", "name", "namespace", "version", "arguments", "stdin", "stdout", "stderr", "uses", "profiles");
    private static final Set<String> WORKFLOW_KEYS = Set.of(
            "pegasus",
            "name",
            "version",
            "siteCatalog",
            "replicaCatalog",
            "transformationCatalog",
            "jobs",
            "jobDependencies",
            "profiles",
            "x-pegasus");

    private final Surroundings around;
    private final Problems problems;
    private final Set<String> outer;

    JobReader(Surroundings around) {
        this(around, Set.of());
    }

    /**
     * Reads a workflow within others.
     *
     * @param outer their files' names, its own among them
     */
    private JobReader(Surroundings around, Set<String> outer) {
        this.around = around;
        this.problems = around.problems();
        this.outer = outer;
    }

    /**
     * The jobs, in the file's order.
     *
     * @param prefix of ids and names; empty for the outermost workflow
     */
    List<Job> read(Keyed workflow, String prefix) {
        workflow.onlyKnown(WORKFLOW_KEYS);
        var groups = new LinkedHashMap<String, Group>();
        for (var job : workflow.all("jobs", "a job")) {
            var id = job.required("id");
            if (id.isPresent() && around.hasRoom(job.place())) {
                var group = group(job, workflow, prefix, id.get().text());
                if (groups.putIfAbsent(id.get().text(), group) != null) {
                    problems.error(
                            id.get(),
                            "Expected an id of its own for each job, but %s is there twice",
                            Shown.text(id.get().text()));
                }
            }
        }
        connect(workflow, groups);
        List<Job> jobs = new ArrayList<>();
        groups.values().forEach(group -> jobs.addAll(group.jobs()));
        new DataFlow(problems).connect(jobs);
        return jobs;
    }

    private Group group(Keyed job, Keyed workflow, String prefix, String id) {
        return switch (job.text("type").orElse("job")) {
            case "pegasusWorkflow" -> Group.of(within(job, prefix + id + "."));
            case "condorWorkflow" -> {
                problems.error(
                        job.place(),
                        "Expected a job or a workflow of Pegasus, but %s is a condorWorkflow, which is written for HTCondor alone",
                        Shown.text(id));
                yield Group.of(List.of());
            }
            default -> Group.of(List.of(job(job, workflow, prefix, id)));
        };
    }

    private List<Job> within(Keyed wrapper, String prefix) {
        var file = wrapper.required("file");
        if (file.isEmpty()) {
            return List.of();
        }
        wrapper.notHonoured("arguments", "are for the planner of Pegasus; they have no effect");
        var lfn = file.get().text();
        var name = lfn.substring(lfn.lastIndexOf('/') + 1);
        if (outer.contains(name)) {
            problems.error(file.get(), "Expected another workflow, but %s is within itself", Shown.text(name));
            return List.of();
        }
        var inner = around.file(name, "a workflow within another");
        if (inner.isEmpty()) {
            problems.error(
                    file.get(),
                    "Expected the workflow %s beside this one, but it is not there; one that a job writes can't be imported, since its activities are not known before",
                    Shown.text(lfn));
            return List.of();
        }
        around.catalogs().add(inner.get());
        var names = new HashSet<>(outer);
        names.add(name);
        return new JobReader(around, names).read(inner.get(), prefix);
    }

    private Job job(Keyed job, Keyed workflow, String prefix, String id) {
        job.onlyKnown(JOB_KEYS);
        var name = job.required("name").map(Node.Scalar::text).orElse("");
        var activity = new DraftActivity(prefix + name + id, job.place());
        var uses = Uses.of(job);
        var profiles = new Profiles(problems).add(workflow.keyed("profiles", "profiles"), false);
        var program = around.catalogs().transformation(job, name);
        var container = program.flatMap(around.catalogs()::container);
        container.ifPresent(it -> profiles.add(it.keyed("profiles", "profiles"), false));
        program.ifPresent(it -> it.profiles().forEach(each -> profiles.add(each.profiles(), each.ofMachine())));
        profiles.add(job.keyed("profiles", "profiles"), false);
        var path = program.map(Transformation::path).orElse(name);
        activity.image(image(job, name, container.map(around.catalogs()::image).orElse(null)));
        activity.run(folders(uses) + command(job, path.isBlank() ? "true" : path));
        int cluster = profiles.cluster();
        profiles.apply(activity);
        activity.inputs(uses.read()).outputs(uses.wrote());
        return new Job(prefix + id, prefix + name, cluster, activity, uses);
    }

    private @Nullable String image(Keyed job, String name, @Nullable String ofContainer) {
        var options = around.options();
        var said = options.images().get(name);
        if (said != null || ofContainer != null) {
            return said != null ? said : ofContainer;
        }
        if (options.image() == null) {
            problems.error(
                    job.place(),
                    "Expected an image for %s, but its transformation has no container and nobody says which; give one for all (--image) or for this one (--image %s=…)",
                    Shown.text(name),
                    name);
        }
        return null;
    }

    /** As Pegasus makes them before a job begins. */
    private static String folders(Uses uses) {
        var command =
                FilePaths.makeFolders(uses.wrote().stream().map(DraftFile::path).toList());
        return command.isEmpty() ? "" : command + "\n";
    }

    private static String command(Keyed job, String program) {
        List<String> words = new ArrayList<>(List.of(program));
        job.texts("arguments").forEach(word -> words.add(word.text()));
        var command = new StringBuilder(Words.command(words));
        Map.of("stdin", " < ", "stdout", " > ", "stderr", " 2> ").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(stream -> job.text(stream.getKey())
                        .ifPresent(
                                lfn -> command.append(stream.getValue()).append(Words.quoted(FilePaths.below(lfn)))));
        return command.toString();
    }

    private void connect(Keyed workflow, Map<String, Group> groups) {
        for (var dependency : workflow.all("jobDependencies", "a dependency")) {
            var parent = dependency.required("id").map(it -> known(it, groups));
            for (var child : dependency.texts("children")) {
                var after = known(child, groups);
                parent.ifPresent(after::follow);
            }
        }
        groups.values().forEach(Group::connect);
    }

    private Group known(Node.Scalar id, Map<String, Group> groups) {
        var group = groups.get(id.text());
        if (group == null) {
            problems.error(id, "Expected 'jobDependencies' to name jobs, but there is no %s", Shown.text(id.text()));
            return Group.of(List.of());
        }
        return group;
    }
}
