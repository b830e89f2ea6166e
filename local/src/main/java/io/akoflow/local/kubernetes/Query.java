package io.akoflow.local.kubernetes;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The parameters of a request. */
record Query(MultiMap parameters) {
    String text(String name) {
        var value = parameters.get(name);
        return value == null ? "" : value;
    }

    boolean flag(String name) {
        var value = text(name);
        return value.equals("true") || value.equals("1");
    }

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    long number(String name, long absent) {
        if (!has(name)) {
            return absent;
        }
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw RefusedException.badRequest(
                    "invalid %s: Expected a number, but got \"%s\"".formatted(name, text(name)));
        }
    }

    Optional<Instant> time(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text(name)));
        } catch (DateTimeParseException e) {
            throw RefusedException.badRequest("invalid %s: Expected a time such as 2026-03-02T10:00:00Z, but got \"%s\""
                    .formatted(name, text(name)));
        }
    }

    Selector selector(ApiTarget target) {
        var selector = Selector.parse(text("labelSelector"), text("fieldSelector"));
        if (target.isCollection()) {
            return selector;
        }
        var name = target.name();
        return new Selector(
                selector.equalities(),
                selector.others().and(object -> object.name().equals(name)));
    }
}
