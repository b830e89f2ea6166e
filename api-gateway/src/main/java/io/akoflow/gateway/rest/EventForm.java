package io.akoflow.gateway.rest;

import io.akoflow.gateway.store.ActivityBrief;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.ActivityView;
import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import io.akoflow.gateway.store.RunChanges;
import java.util.List;
import java.util.Optional;

/** How much is told of activities in events. */
sealed interface EventForm<A extends Changed> {

    Optional<RunChanges<A>> since(Change last);

    /** The events of these, which are in the order in which they are told. */
    String events(EventText text, List<A> changed);

    /** All of each, an event for each. */
    record Full(ActivityQueries activities, String run) implements EventForm<ActivityView> {

        @Override
        public Optional<RunChanges<ActivityView>> since(Change last) {
            return activities.changedSince(run, last);
        }

        @Override
        public String events(EventText text, List<ActivityView> changed) {
            var events = new StringBuilder();
            for (int i = 0; i < changed.size(); i++) {
                events.append(text.of("activity", EventId.of(changed, i), changed.get(i)));
            }
            return events.toString();
        }
    }

    /** What is drawn of them, an event for many, since a client pays for each event. */
    record Brief(ActivityQueries activities, String run) implements EventForm<ActivityBrief> {

        private static final int MOST = 1000;

        @Override
        public Optional<RunChanges<ActivityBrief>> since(Change last) {
            return activities.brieflySince(run, last);
        }

        @Override
        public String events(EventText text, List<ActivityBrief> changed) {
            var events = new StringBuilder();
            for (int from = 0; from < changed.size(); from += MOST) {
                int to = Math.min(changed.size(), from + MOST);
                events.append(text.of("activities", EventId.of(changed, to - 1), changed.subList(from, to)));
            }
            return events.toString();
        }
    }
}
