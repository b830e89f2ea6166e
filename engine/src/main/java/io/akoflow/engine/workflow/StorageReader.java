package io.akoflow.engine.workflow;

import static java.util.Map.entry;

import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import io.akoflow.engine.yaml.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code storagePolicy}, and the keys of {@code spec} that said the same before there was one: what the policy
 * does not say, they do.
 */
final class StorageReader {

    private static final String DEFAULT_SIZE = "1Gi";
    private static final Map<String, StoragePolicy.Type> TYPES = Choices.of(
            entry("shared", StoragePolicy.Type.SHARED),
            entry("standalone", StoragePolicy.Type.STANDALONE),
            entry("distributed", StoragePolicy.Type.DISTRIBUTED));
    private static final Map<String, Retain> RETENTIONS = Choices.of(
            entry("always", Retain.ALWAYS), entry("onFailure", Retain.ON_FAILURE), entry("never", Retain.NEVER));
    private static final Map<String, Boolean> IS_OF_ONE_NODE =
            Choices.of(entry("ReadWriteOnce", true), entry("ReadWriteMany", false));

    private final Problems problems;
    private final Typed typed;
    private final Amounts amounts;

    StorageReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
        this.amounts = new Amounts(problems);
    }

    StoragePolicy read(Fields spec) {
        var policy = spec.fields("storagePolicy", Section.STORAGE);
        var type = policy.flatMap(it -> it.choice("type", TYPES)).orElse(StoragePolicy.Type.SHARED);
        var retain = policy.flatMap(it -> it.choice("retain", RETENTIONS)).orElse(Retain.ALWAYS);
        policy.ifPresent(it -> {
            saidTwice(spec, it, "storageClassName");
            saidTwice(spec, it, "storageSize");
        });
        accessModes(spec, type);
        var ofPolicy = policy.flatMap(this::className);
        var ofSpec = className(spec);
        var sizeOfPolicy = policy.flatMap(this::size);
        var sizeOfSpec = size(spec);
        return new StoragePolicy(
                type,
                ofPolicy.or(() -> ofSpec).orElse(null),
                sizeOfPolicy.or(() -> sizeOfSpec).orElse(DEFAULT_SIZE),
                retain);
    }

    private Optional<String> className(Fields fields) {
        return fields.name("storageClassName", Syntax.SUBDOMAIN);
    }

    private Optional<String> size(Fields fields) {
        return fields.textUnlessEmpty("storageSize")
                .filter(text -> amounts.bytes(text, "'storageSize'").isPresent())
                .map(Node.Scalar::text);
    }

    private void saidTwice(Fields spec, Fields policy, String key) {
        var old = spec.node(key);
        if (old.isPresent() && policy.has(key)) {
            problems.warning(
                    old.get(),
                    "Expected '%s' in storagePolicy only, but it is in spec too, where it has no effect",
                    key);
        }
    }

    /** The policy's type decides on them; what was asked for is only compared. */
    private void accessModes(Fields spec, StoragePolicy.Type type) {
        var node = spec.node("storageAccessModes");
        if (node.isEmpty()) {
            return;
        }
        var modes = node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get());
        for (var mode : modes) {
            typed.text(mode, "'storageAccessModes'")
                    .flatMap(text -> typed.choice(text, "'storageAccessModes'", IS_OF_ONE_NODE))
                    .filter(ofOneNode -> ofOneNode == (type == StoragePolicy.Type.DISTRIBUTED))
                    .ifPresent(_ -> problems.warning(
                            mode,
                            "Expected the access mode of storagePolicy type %s, but 'storageAccessModes' is another,"
                                    + " which has no effect; see 'type'",
                            type.name().toLowerCase(Locale.ROOT)));
        }
    }
}
