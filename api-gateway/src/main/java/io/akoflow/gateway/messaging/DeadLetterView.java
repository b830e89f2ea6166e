package io.akoflow.gateway.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that a service could not read, as it is told over HTTP.
 *
 * @param id its own partition and offset, such as {@code 2-17}
 * @param topic where it was read, with {@code partition} and {@code offset}; absent when it does not say
 * @param at when it was put aside
 * @param reader the service that could not read it
 * @param error why not
 * @param bytes how long its value is
 * @param value how that begins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
        String id,
        @Nullable String topic,
        @Nullable String partition,
        @Nullable String offset,
        Instant at,
        @Nullable String reader,
        @Nullable String error,
        @Nullable String type,
        @Nullable String key,
        int bytes,
        String value) {}
