package io.akoflow.gateway.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** Remembers what was used last, as long as all of it weighs no more than that. */
final class Recent<K, V> {

    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final ToIntBiFunction<K, V> weight;
    private long weighs;

    Recent(int most, ToIntBiFunction<K, V> weight) {
        this.most = most;
        this.weight = weight;
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Remembers {@code value}, unless it alone is too heavy, and forgets what was not used for longest. */
    synchronized void put(K key, V value) {
        int added = weight.applyAsInt(key, value);
        if (added > most) {
            return;
        }
        var before = values.put(key, value);
        weighs += added - (before == null ? 0 : weight.applyAsInt(key, before));
        var oldest = values.entrySet().iterator();
        while (weighs > most) {
            var entry = oldest.next();
            weighs -= weight.applyAsInt(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }
}
