package io.akoflow.engine.argo;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes activities of templates that run a container. */
final class Leaf {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final Set<String> TOLERATION_KEYS = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("key", "operator", "value", "effect", "tolerationSeconds")));

    private final Optional<Keyed> nodes;
    private final List<Keyed> tolerations;
    private final ImportOptions options;
    private final Problems problems;
    private final Scripts scripts;
    private final Retries retries;

    /** @param spec says where activities run of which nothing else says it */
    Leaf(Keyed spec, ImportOptions options, Problems problems) {
        this.nodes = spec.keyed("nodeSelector", "a nodeSelector");
        this.tolerations = spec.all("tolerations", "a toleration");
        this.retries = new Retries(problems);
        this.options = options;
        this.problems = problems;
        this.scripts = new Scripts(problems);
    }

    DraftActivity of(Keyed template, String name, Place at) {
        var activity = new DraftActivity(name, at.node());
        var scope = at.scope();
        var script = template.keyed("script", "a script");
        var pod = script.or(() -> template.keyed("container", "a container"));
        if (pod.isEmpty()) {
            problems.error(
                    template.place(),
                    "Expected a template with a container, script, dag or steps, but %s has none of them",
                    Shown.text(template.text("name").orElse("this one")));
            return activity;
        }
        activity.image(image(template, pod.get(), scope));
        if (script.isPresent()) {
            scripts.write(script.get(), scope, activity);
        } else {
            command(pod.get(), scope, activity);
        }
        env(pod.get(), scope, activity);
        resources(pod.get(), scope, activity);
        selectors(template, scope, activity);
        number(template.scalar("activeDeadlineSeconds"), "activeDeadlineSeconds", scope)
                .ifPresent(it -> activity.timeout(BigDecimal.valueOf(it)));
        tolerations(template, scope, activity);
        template.keyed("retryStrategy", "a retryStrategy")
                .ifPresent(strategy -> number(strategy.scalar("limit"), "limit", scope)
                        .ifPresent(limit -> retries.write(strategy, limit, scope, activity)));
        return activity;
    }

    private @Nullable String image(Keyed template, Keyed pod, Scope scope) {
        var said = options.images().get(template.text("name").orElse(""));
        var image = said != null ? Optional.of(said) : pod.scalar("image").map(scope::text);
        if (image.isEmpty() && options.image() == null) {
            problems.error(pod.place(), "Expected an image, but there is none; give one for all (--image)");
        }
        return image.orElse(null);
    }

    private void command(Keyed container, Scope scope, DraftActivity activity) {
        List<String> words = new ArrayList<>();
        container.texts("command").forEach(word -> words.add(scope.text(word)));
        if (words.isEmpty()) {
            problems.error(
                    container.place(), "Expected 'command', but there is none; write down what the image would run");
        }
        container.texts("args").forEach(word -> words.add(scope.text(word)));
        activity.command(words);
    }

    private void env(Keyed pod, Scope scope, DraftActivity activity) {
        if (pod.node("envFrom").isPresent()) {
            problems.error(
                    pod.place(), "Expected the names of all variables, but 'envFrom' does not say them; use 'env'");
        }
        for (var variable : pod.all("env", "a variable")) {
            var name = variable.required("name").map(Node.Scalar::text).orElse("");
            var from = variable.keyed("valueFrom", "a variable's source");
            if (from.isEmpty()) {
                activity.env(name, variable.scalar("value").map(scope::text).orElse(""));
                continue;
            }
            var secret = from.get().keyed("secretKeyRef", "a Secret's key");
            if (secret.isEmpty()) {
                problems.error(
                        from.get().place(),
                        "Expected a variable with a value or of a Secret, but %s has neither",
                        Shown.text(name));
            }
            secret.ifPresent(it -> activity.secret(
                    name,
                    it.required("name").map(scope::text).orElse(""),
                    it.required("key").map(scope::text).orElse("")));
        }
    }

    private void resources(Keyed pod, Scope scope, DraftActivity activity) {
        Map<String, String> amounts = new LinkedHashMap<>();
        pod.keyed("resources", "resources")
                .ifPresent(all -> List.of("limits", "requests")
                        .forEach(key -> all.keyed(key, key)
                                .ifPresent(some -> some.entries()
                                        .forEach(entry -> some.scalar(entry.name())
                                                .ifPresent(amount ->
                                                        amounts.putIfAbsent(entry.name(), scope.text(amount)))))));
        amounts.forEach((resource, amount) -> {
            switch (resource) {
                case "cpu" -> activity.cpu(amount);
                case "memory" -> activity.memory(amount);
                default -> activity.resource(resource, amount);
            }
        });
    }

    private void selectors(Keyed template, Scope scope, DraftActivity activity) {
        template.keyed("nodeSelector", "a nodeSelector")
                .or(() -> nodes)
                .ifPresent(labels -> labels.entries()
                        .forEach(label -> labels.scalar(label.name())
                                .ifPresent(value -> activity.node(label.name(), scope.text(value)))));
    }

    private void tolerations(Keyed template, Scope scope, DraftActivity activity) {
        var own = template.all("tolerations", "a toleration");
        for (var toleration : own.isEmpty() ? tolerations : own) {
            var keys = new LinkedHashMap<String, Object>();
            toleration.onlyKnown(TOLERATION_KEYS);
            TOLERATION_KEYS.stream()
                    .filter(key -> !key.equals("tolerationSeconds"))
                    .forEach(key -> toleration.scalar(key).ifPresent(value -> keys.put(key, scope.text(value))));
            number(toleration.scalar("tolerationSeconds"), "tolerationSeconds", scope)
                    .ifPresent(seconds -> keys.put("tolerationSeconds", seconds));
            activity.tolerate(keys);
        }
    }

    private Optional<Integer> number(Optional<Node.Scalar> text, String key, Scope scope) {
        return text.flatMap(it -> {
            var number = scope.text(it).strip();
            if (NUMBER.matcher(number).matches()) {
                return Optional.of(Integer.parseInt(number));
            }
            problems.error(it, "Expected '%s' to be a whole number, but it is %s", key, Shown.text(number));
            return Optional.empty();
        });
    }
}
