package io.akoflow.gateway.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is told of an activity.
 *
 * @param command as text; null when the database was restored and the file lost, or an older gateway kept it
 * @param resources what an attempt may use, by the names that workflow files have for it, in Kubernetes' quantities
 * @param dependants names of those that depend on it
 * @param warnings sentences about its success
 * @param attempts newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityDetail(
        @JsonUnwrapped ActivityView view,
        @Nullable String command,
        @Nullable Map<String, String> resources,
        List<String> dependants,
        List<String> warnings,
        List<AttemptView> attempts) {

    public ActivityDetail {
        dependants = List.copyOf(dependants);
        warnings = List.copyOf(warnings);
        attempts = List.copyOf(attempts);
    }
}
