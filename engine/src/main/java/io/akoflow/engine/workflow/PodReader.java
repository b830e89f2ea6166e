package io.akoflow.engine.workflow;

import io.akoflow.contract.PodOptions;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code pod}, and adds it to what is inherited: lists are joined, names replaced. */
final class PodReader {

    private static final Map<String, String> OPERATORS = Choices.of("Exists", "Equal");
    private static final Map<String, String> EFFECTS = Choices.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private final Problems problems;
    private final Typed typed;

    PodReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
    }

    PodOptions read(Fields around, PodOptions inherited) {
        return around.fields("pod", Section.POD)
                .map(pod -> new PodOptions(
                        joined(inherited.tolerations(), tolerations(pod)),
                        joined(inherited.imagePullSecrets(), pullSecrets(pod)),
                        pod.name("serviceAccountName", Syntax.SUBDOMAIN).orElse(inherited.serviceAccountName()),
                        pod.name("priorityClassName", Syntax.SUBDOMAIN).orElse(inherited.priorityClassName())))
                .orElse(inherited);
    }

    private static <T> List<T> joined(List<T> inherited, List<T> own) {
        var all = new LinkedHashSet<>(inherited);
        all.addAll(own);
        return List.copyOf(all);
    }

    private List<String> pullSecrets(Fields pod) {
        List<String> names = new ArrayList<>();
        for (var item : pod.list("imagePullSecrets").orElse(List.of())) {
            pullSecret(item).ifPresent(names::add);
        }
        return names;
    }

    /** A name, or {@code {name: …}} as in a pod. */
    private Optional<String> pullSecret(Node item) {
        if (item instanceof Node.Mapping mapping) {
            var fields = new Fields(mapping, Section.PULL_SECRET, problems);
            return fields.requiredName("name", Syntax.SUBDOMAIN);
        }
        var what = "each item of 'imagePullSecrets'";
        return typed.text(item, what)
                .filter(text -> Syntax.SUBDOMAIN.check(text, what, problems))
                .map(Node.Scalar::text);
    }

    private List<Map<String, Object>> tolerations(Fields pod) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (var item : pod.list("tolerations").orElse(List.of())) {
            typed.mapping(item, "each item of 'tolerations'")
                    .map(mapping -> toleration(new Fields(mapping, Section.TOLERATION, problems)))
                    .ifPresent(all::add);
        }
        return all;
    }

    private Map<String, Object> toleration(Fields fields) {
        Map<String, Object> toleration = new LinkedHashMap<>();
        fields.name("key", Syntax.LABEL_KEY).ifPresent(key -> toleration.put("key", key));
        fields.choice("operator", OPERATORS).ifPresent(operator -> toleration.put("operator", operator));
        fields.name("value", Syntax.LABEL_VALUE).ifPresent(value -> toleration.put("value", value));
        fields.choice("effect", EFFECTS).ifPresent(effect -> toleration.put("effect", effect));
        fields.whole("tolerationSeconds", 0, Integer.MAX_VALUE)
                .ifPresent(seconds -> toleration.put("tolerationSeconds", seconds.intValue()));
        check(fields, toleration);
        return toleration;
    }

    /** What Kubernetes would refuse. */
    private void check(Fields fields, Map<String, Object> toleration) {
        boolean exists = "Exists".equals(toleration.get("operator"));
        if (exists && fields.has("value")) {
            problems.error(fields.place(), "Expected no 'value' with the operator Exists, but there is one");
        }
        if (!exists && !fields.isMeant("key")) {
            problems.error(
                    fields.place(), "Expected 'key' or the operator Exists in a toleration, but there is neither");
        }
        if (fields.has("tolerationSeconds") && !"NoExecute".equals(toleration.get("effect"))) {
            problems.error(
                    fields.place(),
                    "Expected the effect NoExecute with 'tolerationSeconds', but it is another or none");
        }
    }
}
