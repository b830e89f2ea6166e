package io.akoflow.engine.view;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What runs have shown.
 *
 * @param times of activities that succeeded, by kind
 * @param slots how many activities were seen to run at once
 */
public record Experience(Map<String, Times> times, int slots) {

    /** Of somebody who has seen nothing. */
    public static final Experience NONE = new Experience(Map.of(), 0);

    public Experience {
        times = Collections.unmodifiableMap(new HashMap<>(times));
    }

    /** How long so many activities took together. */
    public record Times(long count, long millis) {

        static final Times NONE = new Times(0, 0);

        Times plus(Times other) {
            return new Times(count + other.count, millis + other.millis);
        }

        long mean() {
            return millis / count;
        }
    }

    /** What a run has shown up to now; {@code activities} are by ordinal. */
    public static Experience of(Outline outline, List<Progress> activities, Instant now) {
        Map<String, Times> times = new HashMap<>();
        for (int activity = 0; activity < activities.size(); activity++) {
            long millis = activities.get(activity).millisOfSuccess();
            if (millis >= 0) {
                times.merge(outline.typeOf(activity), new Times(1, millis), Times::plus);
            }
        }
        return new Experience(times, atOnce(activities, now));
    }

    /** Both together. */
    public Experience plus(Experience other) {
        Map<String, Times> all = new HashMap<>(times);
        other.times.forEach((type, more) -> all.merge(type, more, Times::plus));
        return new Experience(all, Math.max(slots, other.slots));
    }

    /** Of this kind. */
    Times of(String type) {
        return times.getOrDefault(type, Times.NONE);
    }

    private static int atOnce(List<Progress> activities, Instant now) {
        var byStart = IntStream.range(0, activities.size())
                .mapToObj(activities::get)
                .filter(it -> it.startedAt() != null)
                .sorted(Comparator.comparing(it -> start(it, now)))
                .toList();
        var ends = new PriorityQueue<Instant>();
        int most = 0;
        for (var activity : byStart) {
            while (!ends.isEmpty() && !ends.peek().isAfter(start(activity, now))) {
                ends.remove();
            }
            ends.add(activity.endedAt() == null ? Instant.MAX : activity.endedAt());
            most = Math.max(most, ends.size());
        }
        return most;
    }

    private static Instant start(Progress activity, Instant now) {
        return activity.startedAt() == null ? now : activity.startedAt();
    }
}
