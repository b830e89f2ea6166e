package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a workflow's graph: a command to run in a container once every dependency has succeeded. Its ordinal is
 * its place in {@link Workflow#activities()}.
 *
 * @param name unique in its workflow, any text; names in Kubernetes are derived from it
 * @param dependsOn ordinals, in the file's order, without repetition
 * @param env in the file's order
 * @param timeout of one attempt, from the container's start; null for none
 * @param nodeSelector labels a node must have; empty for any node
 * @param keepDisk under {@code standalone}, whether its claim outlives the run whatever {@code retain} says
 * @param expected how long it is expected to run, as who wrote the file knows it; null when nobody says
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Activity(
        String name,
        String image,
        Command command,
        List<Integer> dependsOn,
        Resources resources,
        Map<String, EnvValue> env,
        @Nullable Duration timeout,
        RetryPolicy retry,
        Map<String, String> nodeSelector,
        boolean keepDisk,
        PodOptions pod,
        @Nullable Duration expected) {

    /** Components that a message leaves out, because they are empty, may be null here. */
    @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
    public Activity {
        dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
        env = env == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(env));
        nodeSelector = nodeSelector == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(nodeSelector));
        resources = resources == null ? Resources.NONE : resources;
        retry = retry == null ? RetryPolicy.ONCE : retry;
        pod = pod == null ? PodOptions.NONE : pod;
    }

    /** One of which nobody says how long it runs. */
    public Activity(
            String name,
            String image,
            Command command,
            List<Integer> dependsOn,
            Resources resources,
            Map<String, EnvValue> env,
            @Nullable Duration timeout,
            RetryPolicy retry,
            Map<String, String> nodeSelector,
            boolean keepDisk,
            PodOptions pod) {
        this(name, image, command, dependsOn, resources, env, timeout, retry, nodeSelector, keepDisk, pod, null);
    }

    /** The same with other dependencies. */
    public Activity withDependencies(List<Integer> ordinals) {
        return new Activity(
                name, image, command, ordinals, resources, env, timeout, retry, nodeSelector, keepDisk, pod, expected);
    }
}
