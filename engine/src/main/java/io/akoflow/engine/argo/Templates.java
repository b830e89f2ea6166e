package io.akoflow.engine.argo;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The templates of a workflow, by name, and what they are given. */
final class Templates {

    private final Problems problems;
    private final Map<String, Keyed> byName = new LinkedHashMap<>();

    Templates(Keyed spec, Problems problems) {
        this.problems = problems;
        for (var template : spec.all("templates", "a template")) {
            var name = template.required("name");
            if (name.isPresent() && byName.putIfAbsent(name.get().text(), template) != null) {
                problems.error(
                        name.get(),
                        "Expected a name of its own for each template, but %s is there twice",
                        Shown.text(name.get().text()));
            }
        }
    }

    /** An error when there is none of that name. */
    Optional<Keyed> named(Node.Scalar name) {
        var template = Optional.ofNullable(byName.get(name.text()));
        if (template.isEmpty()) {
            problems.error(
                    name, "Expected the name of a template of this file, but there is no %s", Shown.text(name.text()));
        }
        return template;
    }

    /** The one that {@code task} runs. */
    Optional<Keyed> of(Keyed task) {
        if (task.node("templateRef").isPresent()) {
            problems.error(
                    task.place(),
                    "Expected a template of this file, but 'templateRef' names one of another object; copy it into the file");
            return Optional.empty();
        }
        return task.node("inline").isPresent()
                ? task.keyed("inline", "a template")
                : task.required("template").flatMap(this::named);
    }

    /** What {@code template} may use when {@code caller} runs it, whose arguments are in {@code outer}. */
    Scope scope(Keyed template, Keyed caller, Scope outer) {
        var given = new HashMap<String, String>();
        caller.keyed("arguments", "arguments")
                .ifPresent(arguments -> arguments
                        .all("parameters", "a parameter")
                        .forEach(parameter -> value(parameter, "value", outer)
                                .ifPresent(value ->
                                        parameter.required("name").ifPresent(it -> given.put(it.text(), value)))));
        var values = new HashMap<String, String>();
        var own = outer.within(Map.of());
        template.keyed("inputs", "inputs")
                .ifPresent(inputs -> inputs.all("parameters", "a parameter").forEach(parameter -> {
                    var name = parameter.required("name").map(Node.Scalar::text).orElse("");
                    var value = Optional.ofNullable(given.get(name))
                            .or(() -> value(parameter, "value", own))
                            .or(() -> value(parameter, "default", own));
                    value.ifPresent(it -> values.put("inputs.parameters." + name, it));
                    if (value.isEmpty()) {
                        problems.error(
                                caller.place(),
                                "Expected a value for the parameter %s of %s, but there is none; only those that are in the file count",
                                Shown.text(name),
                                Shown.text(template.text("name").orElse("the template")));
                    }
                }));
        return own.within(values);
    }

    private static Optional<String> value(Keyed parameter, String key, Scope scope) {
        return parameter.scalar(key).map(scope::text);
    }
}
