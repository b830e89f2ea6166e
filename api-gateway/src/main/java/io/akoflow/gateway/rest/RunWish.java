package io.akoflow.gateway.rest;

import io.akoflow.contract.RunState;
import io.akoflow.gateway.store.RunFilter;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which runs somebody wants to see, as it is asked for. */
public class RunWish {

    @QueryParam("state")
    public @Nullable List<String> states;

    @QueryParam("name")
    public @Nullable String name;

    @QueryParam("id")
    public @Nullable String idPrefix;

    @QueryParam("q")
    public @Nullable String text;

    @QueryParam("limit")
    public @Nullable String limit;

    @QueryParam("cursor")
    public @Nullable String cursor;

    /** With one more than the limit, so that it is known whether there is a next page. */
    RunFilter filter() {
        return new RunFilter(
                Query.states(states, RunState.class),
                name,
                idPrefix == null ? "" : idPrefix.toLowerCase(Locale.ROOT),
                text == null ? "" : text,
                Query.at(cursor),
                limit() + 1);
    }

    int limit() {
        return Query.number("limit", limit, 1, 500, 50);
    }
}
