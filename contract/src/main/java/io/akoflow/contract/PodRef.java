package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The pod of an attempt.
 *
 * @param node where it runs
 * @param imageId what was really run, with digest, as the kubelet tells; null when it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodRef(
        String uid,
        String name,
        @Nullable String node,
        @Nullable String imageId) {}
