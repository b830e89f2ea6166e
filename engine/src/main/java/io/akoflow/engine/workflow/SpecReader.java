package io.akoflow.engine.workflow;

import static java.util.Map.entry;

import io.akoflow.contract.Activity;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.Workflow.OnFailure;
import io.akoflow.engine.yaml.Node;
import io.akoflow.engine.yaml.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec}. */
final class SpecReader {

    private static final String ORIGINAL_NAMESPACE = "akoflow";
    private static final List<String> SHELL = List.of("/bin/sh", "-ec");
    private static final Map<String, OnFailure> ON_FAILURE = Choices.of(
            entry("finish", OnFailure.FINISH),
            entry("continue", OnFailure.CONTINUE),
            entry("cancel", OnFailure.CANCEL));

    private final Problems problems;
    private final Typed typed;
    private List<NamedFiles> files = List.of();

    SpecReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
    }

    Workflow read(String name, Fields spec) {
        Runtimes.check(spec, problems);
        var storage = new StorageReader(problems).read(spec);
        var inherited = new ActivityReader.Inherited(
                image(spec),
                new RetryReader(problems).read(spec, RetryPolicy.ONCE),
                new PodReader(problems).read(spec, PodOptions.NONE),
                storage.type());
        var shell = spec.has("shell") ? new CommandReader(problems).words(spec, "shell") : SHELL;
        var parallelism = spec.whole("parallelism", 1, Integer.MAX_VALUE).map(Long::intValue);
        var fields = activities(spec);
        checkInherited(spec, fields.size());
        var names = new Names(fields, problems);
        var activities = read(fields, new ActivityReader(inherited, names, problems));
        var workflow = new Workflow(
                name,
                namespace(spec),
                storage,
                MountPath.read(spec, problems),
                shell,
                parallelism.orElse(null),
                spec.choice("onFailure", ON_FAILURE).orElse(OnFailure.FINISH),
                spec.duration("timeout", Duration.ofSeconds(1)).orElse(null),
                activities,
                new PackingReader(problems).read(spec, activities));
        var named = new NamedFilesReader(problems);
        files = fields.stream().map(named::read).toList();
        new GraphChecks(workflow, spec, fields, names, problems).check();
        return workflow;
    }

    /** What each activity that was read is said to read and write, by ordinal. */
    List<NamedFiles> files() {
        return files;
    }

    private static @Nullable String namespaceOrNull(String namespace) {
        return namespace.equals(ORIGINAL_NAMESPACE) ? null : namespace;
    }

    /** Something harmless when it is wrong, since that is said once. */
    private static @Nullable String image(Fields spec) {
        boolean isEmpty = spec.node("image").orElse(null) instanceof Node.Scalar scalar
                && scalar.text().isEmpty();
        return isEmpty || !spec.isMeant("image")
                ? null
                : spec.name("image", Syntax.IMAGE).orElse("");
    }

    private @Nullable String namespace(Fields spec) {
        return spec.name("namespace", Syntax.LABEL)
                .map(SpecReader::namespaceOrNull)
                .orElse(null);
    }

    private List<Fields> activities(Fields spec) {
        spec.require("activities");
        List<Fields> activities = new ArrayList<>();
        var items = spec.list("activities").orElse(List.of());
        if (items.size() > Limits.ACTIVITIES) {
            problems.error(
                    items.get(Limits.ACTIVITIES),
                    "Expected at most %,d activities, but there are %,d",
                    Limits.ACTIVITIES,
                    items.size());
            return List.of();
        }
        spec.node("activities")
                .filter(node ->
                        node instanceof Node.Sequence list && list.items().isEmpty())
                .ifPresent(node -> problems.error(node, "Expected at least one activity, but there is none"));
        for (var item : items) {
            typed.mapping(item, "each activity")
                    .map(mapping -> new Fields(mapping, Section.ACTIVITY, problems))
                    .ifPresent(activities::add);
        }
        return activities;
    }

    /** What is written once and given to all could make a small file a large workflow. */
    private void checkInherited(Fields spec, int activities) {
        for (var key : List.of("image", "pod")) {
            spec.node(key)
                    .filter(node -> length(node) * activities > YamlReader.LARGEST)
                    .ifPresent(node -> problems.error(
                            node,
                            "Expected '%s', which each activity gets, to have at most 16 MiB in all, but it has %,d bytes for"
                                    + " each of %,d",
                            key,
                            length(node),
                            activities));
        }
    }

    private static long length(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text().length();
            case Node.Sequence list ->
                list.items().stream().mapToLong(SpecReader::length).sum();
            case Node.Mapping mapping ->
                mapping.entries().stream()
                        .mapToLong(entry -> length(entry.key()) + length(entry.value()))
                        .sum();
        };
    }

    private static List<Activity> read(List<Fields> fields, ActivityReader reader) {
        List<Activity> activities = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            activities.add(reader.read(i, fields.get(i)));
        }
        return activities;
    }
}
