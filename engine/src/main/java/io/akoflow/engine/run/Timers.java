package io.akoflow.engine.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When each activity has to be looked at next: a binary heap that knows everybody's place in it. */
final class Timers {

    private static final int NOWHERE = -1;

    private final long[] seconds;
    private final int[] nanos;
    private final int[] heap;
    private final int[] places;
    private int size;

    Timers(int activities) {
        seconds = new long[activities];
        nanos = new int[activities];
        heap = new int[activities];
        places = new int[activities];
        Arrays.fill(places, NOWHERE);
    }

    /** Looks at an activity at {@code due} instead of when it would have; null for never. */
    void set(int activity, @Nullable Instant due) {
        int place = places[activity];
        if (due != null) {
            seconds[activity] = due.getEpochSecond();
            nanos[activity] = due.getNano();
            rise(place == NOWHERE ? size++ : place, activity);
            sink(places[activity], activity);
        } else if (place != NOWHERE) {
            places[activity] = NOWHERE;
            int last = heap[--size];
            if (last != activity) {
                rise(place, last);
                sink(places[last], last);
            }
        }
    }

    /** The earliest of all. */
    Optional<Instant> next() {
        return size == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds[heap[0]], nanos[heap[0]]));
    }

    /** Whose time has come at {@code now}, the longest overdue first. */
    List<Integer> due(Instant now) {
        var found = new ArrayList<Integer>();
        collect(0, now, found);
        found.sort(this::compare);
        return found;
    }

    private void collect(int place, Instant now, List<Integer> found) {
        if (place < size && isDue(heap[place], now)) {
            found.add(heap[place]);
            collect(2 * place + 1, now, found);
            collect(2 * place + 2, now, found);
        }
    }

    private boolean isDue(int activity, Instant now) {
        long difference = seconds[activity] - now.getEpochSecond();
        return difference < 0 || (difference == 0 && nanos[activity] <= now.getNano());
    }

    private void rise(int from, int activity) {
        int place = from;
        while (place > 0 && compare(activity, heap[(place - 1) / 2]) < 0) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, activity);
    }

    private void sink(int from, int activity) {
        int place = from;
        for (int child = earlierChild(place);
                child < size && compare(heap[child], activity) < 0;
                child = earlierChild(place)) {
            put(place, heap[child]);
            place = child;
        }
        put(place, activity);
    }

    private int earlierChild(int place) {
        int child = 2 * place + 1;
        return child + 1 < size && compare(heap[child + 1], heap[child]) < 0 ? child + 1 : child;
    }

    private void put(int place, int activity) {
        heap[place] = activity;
        places[activity] = place;
    }

    private int compare(int one, int other) {
        int bySeconds = Long.compare(seconds[one], seconds[other]);
        int byTime = bySeconds == 0 ? Integer.compare(nanos[one], nanos[other]) : bySeconds;
        return byTime == 0 ? Integer.compare(one, other) : byTime;
    }
}
