package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scientist can ask of the pod itself; merged into the pod template last.
 *
 * @param tolerations as in a pod spec
 * @param imagePullSecrets names of Secrets in the work namespace
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodOptions(
        List<Map<String, Object>> tolerations,
        List<String> imagePullSecrets,
        @Nullable String serviceAccountName,
        @Nullable String priorityClassName) {

    /** Nothing asked. */
    public static final PodOptions NONE = new PodOptions(List.of(), List.of(), null, null);

    @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
    public PodOptions {
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    }
}
