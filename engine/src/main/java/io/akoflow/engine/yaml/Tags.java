package io.akoflow.engine.yaml;

import java.util.Optional;
import java.util.Set;

/** The tags that a file may have. */
final class Tags {

    private static final String CORE = "tag:yaml.org,2002:";
    private static final Set<String> MORE_THAN_TEXT =
            Set.of(CORE + "int", CORE + "float", CORE + "bool", CORE + "null");
    private static final Set<String> TEXT = Set.of("!", CORE + "str");
    private static final Set<String> COLLECTIONS = Set.of("!", CORE + "map", CORE + "seq");

    private Tags() {}

    static boolean ofScalar(Optional<String> tag) {
        return tag.isEmpty() || TEXT.contains(tag.get()) || isMoreThanText(tag);
    }

    static boolean isMoreThanText(Optional<String> tag) {
        return tag.isPresent() && MORE_THAN_TEXT.contains(tag.get());
    }

    static boolean ofCollection(Optional<String> tag) {
        return tag.isEmpty() || COLLECTIONS.contains(tag.get());
    }
}
