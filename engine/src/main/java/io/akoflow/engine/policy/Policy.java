package io.akoflow.engine.policy;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Problem;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.kubernetes.Quantity;
import io.akoflow.engine.yaml.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What workflows may ask for on a deployment. A largest amount is asked of every activity: one that says none could use
 * any.
 *
 * @param namespaces that a file may name; one that names none runs in the deployment's own, which is always allowed
 * @param images as files write them
 */
public record Policy(Patterns namespaces, Patterns images, Pods pods, Sizes sizes) {

    /** Anything. */
    public static final Policy ANYTHING = new Policy(Patterns.ANY, Patterns.ANY, Pods.ANY, Sizes.ANY);

    private static final int MOST_OBJECTIONS = 100;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /** All that {@code workflow} asks for and may not; nothing when it may. */
    public List<Problem> objections(Workflow workflow) {
        List<String> found = new ArrayList<>();
        namespace(workflow).ifPresent(found::add);
        number(workflow).ifPresent(found::add);
        storage(workflow).ifPresent(found::add);
        var activities = workflow.activities();
        found.addAll(grouped(activities, this::image));
        found.addAll(grouped(activities, it -> cpu(it.resources().cpuMillis())));
        found.addAll(grouped(activities, it -> memory(it.resources().memoryBytes())));
        found.addAll(grouped(activities, this::others));
        found.addAll(grouped(activities, this::serviceAccount));
        found.addAll(grouped(activities, this::tolerations));
        int more = found.size() - MOST_OBJECTIONS;
        var said = found.stream().limit(MOST_OBJECTIONS);
        var all = more <= 0 ? said.toList() : with(said.toList(), more);
        return all.stream()
                .map(text -> new Problem(Problem.Severity.ERROR, 0, 0, text))
                .toList();
    }

    private static List<String> with(List<String> said, int more) {
        List<String> all = new ArrayList<>(said);
        all.add("Expected at most %d things that are not allowed, but there are %,d more".formatted(said.size(), more));
        return all;
    }

    private Optional<String> namespace(Workflow workflow) {
        var namespace = workflow.namespace();
        return namespace == null || namespaces.allow(namespace)
                ? Optional.empty()
                : Optional.of("Expected a namespace that is allowed here (%s), or none, but it is %s"
                        .formatted(namespaces, Quoted.text(namespace)));
    }

    private Optional<String> number(Workflow workflow) {
        var most = sizes.activities();
        int there = workflow.activities().size();
        return most == null || there <= most
                ? Optional.empty()
                : Optional.of("Expected at most %,d activities, as is allowed here, but there are %,d"
                        .formatted(most, there));
    }

    private Optional<String> storage(Workflow workflow) {
        var most = sizes.storage();
        if (most == null) {
            return Optional.empty();
        }
        var policy = workflow.storage();
        int disks = policy.type() == StoragePolicy.Type.STANDALONE
                ? workflow.activities().size()
                : 1;
        var size = Quantity.parse(policy.size()).map(Quantity::value).orElse(BigDecimal.ZERO);
        return most.allows(size.multiply(BigDecimal.valueOf(disks)))
                ? Optional.empty()
                : Optional.of("Expected disks of at most %s together, as is allowed here, but there %s of %s"
                        .formatted(most.text(), disks == 1 ? "is one" : "are %,d".formatted(disks), policy.size()));
    }

    private @Nullable Objection image(Activity activity) {
        return images.allow(activity.image())
                ? null
                : new Objection(
                        "Expected an image that is allowed here (%s)".formatted(images), Quoted.text(activity.image()));
    }

    private @Nullable Objection cpu(@Nullable Long millis) {
        var most = sizes.cpu();
        if (most == null
                || (millis != null && most.allows(BigDecimal.valueOf(millis).divide(THOUSAND)))) {
            return null;
        }
        var said = millis == null ? "no cpuLimit" : "%dm".formatted(millis);
        return new Objection("Expected a cpuLimit of at most %s, as is allowed here".formatted(most.text()), said);
    }

    private @Nullable Objection memory(@Nullable Long bytes) {
        var most = sizes.memory();
        if (most == null || (bytes != null && most.allows(BigDecimal.valueOf(bytes)))) {
            return null;
        }
        var said = bytes == null ? "no memoryLimit" : "%,d bytes".formatted(bytes);
        return new Objection("Expected a memoryLimit of at most %s, as is allowed here".formatted(most.text()), said);
    }

    private @Nullable Objection others(Activity activity) {
        for (var asked : activity.resources().other().entrySet()) {
            var most = sizes.others().stream()
                    .filter(it -> it.isOf(asked.getKey()))
                    .findFirst();
            if (most.isPresent() && !most.get().allows(asked.getValue())) {
                return new Objection(
                        "Expected '%s' of at most %s, as is allowed here"
                                .formatted(asked.getKey(), most.get().text()),
                        asked.getValue());
            }
        }
        return null;
    }

    private @Nullable Objection serviceAccount(Activity activity) {
        var name = activity.pod().serviceAccountName();
        return name == null || pods.serviceAccounts().allow(name)
                ? null
                : new Objection(
                        "Expected a serviceAccountName that is allowed here (%s), or none"
                                .formatted(pods.serviceAccounts()),
                        Quoted.text(name));
    }

    private @Nullable Objection tolerations(Activity activity) {
        for (var toleration : activity.pod().tolerations()) {
            var key = toleration.get("key") instanceof String said ? said : "";
            if (!pods.tolerations().allow(key)) {
                return new Objection(
                        "Expected tolerations with a key that is allowed here (%s)".formatted(pods.tolerations()),
                        key.isEmpty() ? "one without a key" : Quoted.text(key));
            }
        }
        return null;
    }

    /** The same objection to many activities is said once, with the first of them. */
    private static List<String> grouped(List<Activity> activities, Function<Activity, @Nullable Objection> to) {
        Map<Objection, Group> groups = new LinkedHashMap<>();
        for (var activity : activities) {
            var objection = to.apply(activity);
            if (objection != null) {
                groups.merge(objection, new Group(activity.name(), 0), (first, _) -> first.andOneMore());
            }
        }
        return groups.entrySet().stream()
                .map(it -> "%s, but %s %s"
                        .formatted(
                                it.getKey().expected(),
                                it.getValue().text(),
                                it.getKey().found()))
                .toList();
    }

    private record Objection(String expected, String found) {}

    private record Group(String first, int more) {

        Group andOneMore() {
            return new Group(first, more + 1);
        }

        String text() {
            var name = "activity " + Quoted.text(first);
            return more == 0 ? name + " has" : "%s and %,d more have".formatted(name, more);
        }
    }
}
