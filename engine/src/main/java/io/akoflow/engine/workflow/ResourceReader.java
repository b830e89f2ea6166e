package io.akoflow.engine.workflow;

import io.akoflow.contract.Resources;
import io.akoflow.engine.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what an activity may use: {@code cpuLimit}, {@code memoryLimit} and {@code resources}. */
final class ResourceReader {

    private static final Map<String, String> KEYS_OF_THEIR_OWN = Map.of("cpu", "cpuLimit", "memory", "memoryLimit");

    private final Problems problems;
    private final Typed typed;
    private final Amounts amounts;

    ResourceReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
        this.amounts = new Amounts(problems);
    }

    Resources read(Fields activity) {
        var cpu = activity.textUnlessEmpty("cpuLimit").flatMap(text -> amounts.cpuMillis(text, "'cpuLimit'"));
        var memory = activity.textUnlessEmpty("memoryLimit").flatMap(text -> amounts.bytes(text, "'memoryLimit'"));
        Map<String, String> other = new TreeMap<>();
        activity.mapping("resources").ifPresent(mapping -> {
            for (var entry : typed.entries(mapping)) {
                amount(entry).ifPresent(amount -> other.put(entry.name(), amount));
            }
        });
        return new Resources(cpu.orElse(null), memory.orElse(null), other);
    }

    private Optional<String> amount(Typed.Entry entry) {
        var name = entry.name();
        var own = KEYS_OF_THEIR_OWN.get(name);
        if (own != null) {
            problems.error(entry.key(), "Expected '%s' beside 'resources', but '%s' is in it", own, name);
            return Optional.empty();
        }
        if (!Syntax.LABEL_KEY.check(entry.key(), "a resource", problems)) {
            return Optional.empty();
        }
        var what = Shown.text(name);
        if (name.contains("/")) {
            return typed.text(entry.value(), what).flatMap(text -> amounts.whole(text, what));
        }
        if (name.equals("ephemeral-storage") || name.startsWith("hugepages-")) {
            return typed.text(entry.value(), what)
                    .filter(text -> amounts.bytes(text, what).isPresent())
                    .map(Node.Scalar::text);
        }
        problems.error(
                entry.key(), "Expected a resource such as nvidia.com/gpu or ephemeral-storage, but %s is none", what);
        return Optional.empty();
    }
}
