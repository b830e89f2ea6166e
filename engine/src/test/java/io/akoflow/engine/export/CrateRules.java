package io.akoflow.engine.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a Provenance Run Crate MUST be; what is broken, in words. */
final class CrateRules {

    private static final List<String> PROFILES = List.of(
            "https://w3id.org/ro/wfrun/process/0.5",
            "https://w3id.org/ro/wfrun/workflow/0.5",
            "https://w3id.org/ro/wfrun/provenance/0.5",
            "https://w3id.org/workflowhub/workflow-ro-crate/1.0");
    private static final Set<String> DATA = Set.of("File", "Dataset", "Collection", "PropertyValue");

    private final Map<String, Map<String, Object>> entities = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private CrateRules(List<Map<String, Object>> graph) {
        for (var entity : graph) {
            if (entities.put(String.valueOf(entity.get("@id")), entity) != null) {
                broken.add("twice: " + entity.get("@id"));
            }
        }
    }

    static List<String> broken(List<Map<String, Object>> graph) {
        var rules = new CrateRules(graph);
        rules.check();
        return rules.broken;
    }

    private void check() {
        entities.values().forEach(entity -> {
            must(!types(entity).isEmpty(), entity, "a type");
            entity.forEach((property, value) -> ids(value)
                    .filter(id -> id.startsWith("#") || id.startsWith("urn:") || isData(property))
                    .filter(id -> !property.equals("@id"))
                    .forEach(id -> must(entities.containsKey(id), entity, property + " that is there, but no " + id)));
        });
        var descriptor = entity("ro-crate-metadata.json");
        must(types(descriptor).contains("CreativeWork"), descriptor, "type CreativeWork");
        must(targets(descriptor, "about").equals(List.of("./")), descriptor, "about ./");
        must(targets(descriptor, "conformsTo").contains("https://w3id.org/ro/crate/1.1"), descriptor, "RO-Crate 1.1");
        checkRoot(entity("./"));
        ofType("CreateAction").forEach(this::checkAction);
        ofType("ControlAction").forEach(it -> {
            must(
                    targets(it, "instrument").stream()
                            .allMatch(to -> types(entity(to)).contains("HowToStep")),
                    it,
                    "a step");
            must(
                    targets(it, "object").stream()
                            .allMatch(to -> types(entity(to)).contains("CreateAction")),
                    it,
                    "actions");
            must(!targets(it, "object").isEmpty(), it, "an action");
        });
        ofType("OrganizeAction").forEach(it -> {
            must(types(target(it, "instrument")).contains("SoftwareApplication"), it, "an engine");
            must(targets(it, "result").size() == 1, it, "the run as its result");
        });
        ofType("HowToStep")
                .forEach(it -> must(types(target(it, "workExample")).contains("SoftwareApplication"), it, "a tool"));
    }

    private static boolean isData(String property) {
        return property.equals("hasPart") || property.equals("object") || property.equals("result");
    }

    private void checkRoot(Map<String, Object> root) {
        must(types(root).contains("Dataset"), root, "type Dataset");
        must(targets(root, "conformsTo").containsAll(PROFILES), root, "all profiles");
        PROFILES.forEach(it -> {
            must(types(entity(it)).contains("CreativeWork"), entity(it), "type CreativeWork");
            must(entity(it).containsKey("name") && entity(it).containsKey("version"), entity(it), "name and version");
        });
        Stream.of("name", "description", "datePublished", "license", "mainEntity")
                .forEach(it -> must(root.containsKey(it), root, it));
        var workflow = target(root, "mainEntity");
        must(
                types(workflow).containsAll(List.of("File", "SoftwareSourceCode", "ComputationalWorkflow")),
                workflow,
                "its types");
        must(targets(root, "hasPart").contains(workflow.get("@id")), root, "the workflow as a part");
        must(types(target(workflow, "programmingLanguage")).contains("ComputerLanguage"), workflow, "a language");
        ofType("CreateAction")
                .flatMap(it -> targets(it, "instrument").stream())
                .filter(it -> !it.equals(workflow.get("@id")))
                .forEach(it -> must(targets(workflow, "hasPart").contains(it), workflow, "the tool " + it));
        must(
                ofType("CreateAction")
                                .filter(it -> targets(it, "instrument").contains(workflow.get("@id")))
                                .count()
                        == 1,
                workflow,
                "one run");
    }

    private void checkAction(Map<String, Object> action) {
        must(targets(action, "instrument").size() == 1, action, "one instrument");
        Stream.of("object", "result")
                .flatMap(it -> targets(action, it).stream())
                .forEach(it -> must(types(entity(it)).stream().anyMatch(DATA::contains), action, "data, but " + it));
        boolean hasFailed = targets(action, "actionStatus").contains("http://schema.org/FailedActionStatus");
        must(hasFailed || !action.containsKey("error"), action, "an error only when it failed");
    }

    private Stream<Map<String, Object>> ofType(String type) {
        return entities.values().stream().filter(it -> types(it).contains(type));
    }

    private Map<String, Object> entity(String id) {
        return entities.getOrDefault(id, Map.of("@id", id + " (missing)"));
    }

    private void must(boolean holds, Map<String, Object> entity, String what) {
        if (!holds) {
            broken.add("Expected %s of %s".formatted(what, entity.get("@id")));
        }
    }

    private static List<String> types(Map<String, Object> entity) {
        return switch (entity.get("@type")) {
            case String one -> List.of(one);
            case Collection<?> all -> all.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    private static List<String> targets(Map<String, Object> entity, String property) {
        return ids(entity.get(property)).toList();
    }

    /** The first. */
    private Map<String, Object> target(Map<String, Object> entity, String property) {
        return targets(entity, property).stream().findFirst().map(this::entity).orElse(entity("nothing"));
    }

    private static Stream<String> ids(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> one when one.containsKey("@id") -> Stream.of(String.valueOf(one.get("@id")));
            case Collection<?> all -> all.stream().flatMap(CrateRules::ids);
            case null, default -> Stream.empty();
        };
    }
}
