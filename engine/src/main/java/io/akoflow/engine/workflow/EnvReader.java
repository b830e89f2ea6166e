package io.akoflow.engine.workflow;

import io.akoflow.contract.EnvValue;
import io.akoflow.engine.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code env}. */
final class EnvReader {

    private static final Set<String> GIVEN = Set.of(
            "WORKFLOW_NAME",
            "WORKFLOW_ID",
            "ACTIVITY_NAME",
            "ACTIVITY_ID",
            "ACTIVITY_MOUNT_PATH",
            "AKOFLOW_RUN",
            "AKOFLOW_ATTEMPT");

    private final Problems problems;
    private final Typed typed;

    EnvReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
    }

    Map<String, EnvValue> read(Fields activity) {
        Map<String, EnvValue> values = new LinkedHashMap<>();
        activity.mapping("env").ifPresent(mapping -> {
            for (var entry : typed.entries(mapping)) {
                value(entry).ifPresent(value -> values.put(entry.name(), value));
            }
        });
        return values;
    }

    private Optional<EnvValue> value(Typed.Entry entry) {
        if (!Syntax.VARIABLE.check(entry.key(), "an environment variable", problems)) {
            return Optional.empty();
        }
        if (GIVEN.contains(entry.name())) {
            problems.warning(entry.key(), "Expected akoflow to say what '%s' is, but this file does", entry.name());
        }
        return entry.value() instanceof Node.Mapping mapping ? secret(mapping) : literal(entry);
    }

    private Optional<EnvValue> literal(Typed.Entry entry) {
        if (entry.value() instanceof Node.Scalar scalar && !scalar.isNothing()) {
            int length = scalar.text().getBytes(StandardCharsets.UTF_8).length
                    + entry.name().length()
                    + 1;
            return Limits.fitsArgument(scalar, length, Shown.text(entry.name()), problems)
                    ? Optional.of(new EnvValue.Literal(scalar.text()))
                    : Optional.empty();
        }
        return typed.wrong(entry.value(), Shown.text(entry.name()), "text or {secret: …, key: …}");
    }

    private Optional<EnvValue> secret(Node.Mapping mapping) {
        var fields = new Fields(mapping, Section.SECRET, problems);
        var secret = fields.requiredName("secret", Syntax.SUBDOMAIN);
        var key = fields.requiredName("key", Syntax.SECRET_KEY);
        return secret.flatMap(name -> key.map(it -> new EnvValue.FromSecret(name, it)));
    }
}
