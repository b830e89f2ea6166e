package io.akoflow.gateway.rest;

import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import io.akoflow.gateway.store.RunView;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of server-sent events: {@code 12} when all is told that changed with the run's {@code seq} 12, {@code 12.3}
 * when it is told up to the fourth activity. So a stream may break anywhere, and goes on there.
 */
final class EventId {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:\\.([0-9]{1,9}))?");

    private EventId() {}

    static String of(RunView run) {
        return Long.toString(run.seq());
    }

    /** Of one of these, which are in the order in which they are told. */
    static String of(List<? extends Changed> changed, int index) {
        var activity = changed.get(index);
        boolean isLast = index + 1 == changed.size() || changed.get(index + 1).seq() != activity.seq();
        return isLast ? Long.toString(activity.seq()) : activity.seq() + "." + activity.activity();
    }

    /** What a client has been told. */
    static Change read(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return Change.NONE;
        }
        var matcher = FORM.matcher(lastEventId.trim());
        if (!matcher.matches()) {
            throw new Refusal(
                    400,
                    "Expected 'Last-Event-ID' to be the id of an event, such as 12 or 12.3, but it is '%s'"
                            .formatted(lastEventId));
        }
        long seq = Long.parseLong(matcher.group(1));
        var ordinal = matcher.group(2);
        return ordinal == null ? Change.allOf(seq) : new Change(seq, Integer.parseInt(ordinal));
    }
}
