package io.akoflow.gateway.store;

import java.time.Instant;

/**
 * Somebody to be told that a run has ended.
 *
 * @param id the same at each try
 * @param body what they are told
 * @param attempts how often it was tried, with this time
 */
public record Notification(String id, String run, String url, String body, int attempts, Instant createdAt) {}
