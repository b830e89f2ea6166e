package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt may use.
 *
 * @param cpuMillis thousandths of a CPU, at least 1; null for no limit
 * @param memoryBytes null for no limit
 * @param other Kubernetes resource name to quantity, such as {@code nvidia.com/gpu} to {@code 1}; sorted by name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Resources(@Nullable Long cpuMillis, @Nullable Long memoryBytes, Map<String, String> other) {

    /** No limit at all. */
    public static final Resources NONE = new Resources(null, null, Map.of());

    @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
    public Resources {
        other = other == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(other));
    }

    /** The same, with another memory limit. */
    public Resources withMemory(long bytes) {
        return new Resources(cpuMillis, bytes, other);
    }
}
