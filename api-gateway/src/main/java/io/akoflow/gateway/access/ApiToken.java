package io.akoflow.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token: all but the token.
 *
 * @param subject whoever asks with it
 * @param description what it is for; empty when nobody said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiToken(
        String id,
        String subject,
        Role role,
        String description,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant revokedAt) {}
