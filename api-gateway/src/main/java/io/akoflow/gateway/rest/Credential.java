package io.akoflow.gateway.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token that somebody says, and where. Its text form does not show it. */
record Credential(String text, Place place) {

    static final String COOKIE = "akoflow_token";

    /** Where it was. */
    enum Place {
        HEADER,
        QUERY,
        COOKIE
    }

    /** All that come with a request, the one that counts most first. */
    static List<Credential> of(RoutingContext context) {
        List<Credential> all = new ArrayList<>();
        add(all, bearer(context), Place.HEADER);
        if (context.request().method().equals(HttpMethod.GET)) {
            add(all, context.request().getParam("token"), Place.QUERY);
        }
        var cookie = context.request().getCookie(COOKIE);
        add(all, cookie == null ? null : cookie.getValue(), Place.COOKIE);
        return all;
    }

    private static void add(List<Credential> all, @Nullable String text, Place place) {
        if (text != null && !text.isBlank()) {
            all.add(new Credential(text, place));
        }
    }

    private static @Nullable String bearer(RoutingContext context) {
        var header = context.request().getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).trim()
                : null;
    }

    @Override
    public String toString() {
        return "a token in the " + place;
    }
}
