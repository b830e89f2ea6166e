package io.akoflow.gateway.rest;

import io.akoflow.contract.ActivityState;
import io.akoflow.gateway.store.ActivityFilter;
import io.akoflow.gateway.store.ActivitySort;
import io.akoflow.gateway.store.ActivityView;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which activities somebody wants to see, as it is asked for. */
@SuppressWarnings("NullAway.Init") // JAX-RS fills the fields
public class ActivityWish {

    @PathParam("id")
    public String id;

    @QueryParam("state")
    public @Nullable List<String> states;

    @QueryParam("type")
    public @Nullable String type;

    @QueryParam("q")
    public @Nullable String text;

    @QueryParam("sort")
    public @Nullable String sort;

    @QueryParam("order")
    public @Nullable String order;

    @QueryParam("limit")
    public @Nullable String limit;

    @QueryParam("cursor")
    public @Nullable String cursor;

    /** Which way round. */
    private enum Direction {
        ASC,
        DESC
    }

    /** With one more than the limit, so that it is known whether there is a next page. */
    ActivityFilter filter(Function<String, List<Integer>> ordinalsOfType) {
        return new ActivityFilter(
                Query.states(states, ActivityState.class),
                type == null ? null : ordinalsOfType.apply(type),
                text == null ? "" : text,
                order(),
                from(),
                limit() + 1);
    }

    int limit() {
        return Query.number("limit", limit, 1, 1000, 100);
    }

    /** Where the next page begins. */
    String next(ActivityView last) {
        return String.valueOf(order().isOfFile() ? last.activity() + 1 : from() + limit());
    }

    private int from() {
        return Query.number("cursor", Query.at(cursor), 0, Integer.MAX_VALUE - 1000, 0);
    }

    private ActivityFilter.Order order() {
        var by = sort == null ? ActivitySort.ORDINAL : Query.choice("sort", sort, ActivitySort.class);
        return new ActivityFilter.Order(
                by, order != null && Query.choice("order", order, Direction.class) == Direction.DESC);
    }
}
