package io.akoflow.engine.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds nested maps whose order is kept and whose absent values are left out. */
final class Trees {

    private Trees() {}

    /** A map of {@code keysAndValues}, taken in pairs; a pair whose value is null is left out. */
    static Map<String, Object> tree(@Nullable Object... keysAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            var value = keysAndValues[i + 1];
            if (value != null) {
                tree.put(String.valueOf(keysAndValues[i]), value);
            }
        }
        return tree;
    }

    static <T extends Map<?, ?>> @Nullable T orAbsent(T map) {
        return map.isEmpty() ? null : map;
    }

    static <T extends java.util.List<?>> @Nullable T orAbsent(T list) {
        return list.isEmpty() ? null : list;
    }
}
