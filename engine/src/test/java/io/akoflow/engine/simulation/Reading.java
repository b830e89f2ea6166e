package io.akoflow.engine.simulation;

import io.akoflow.contract.Message;
import io.akoflow.engine.simulation.Database.Advance;
import io.akoflow.engine.simulation.Database.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How far a planner reads two topics; until it is where they ended when it began, in the order of time. */
final class Reading {

    private final Scene scene;
    private final List<Source> sources = new ArrayList<>();
    private final Map<Source, Integer> kept = new HashMap<>();
    private final Map<Source, Integer> next = new HashMap<>();
    private final Map<Source, Integer> ends = new HashMap<>();

    Reading(Scene scene, Set<Integer> partitions) {
        this.scene = scene;
        for (int partition : partitions) {
            for (boolean requests : new boolean[] {true, false}) {
                sources.add(new Source(requests, partition));
            }
        }
        for (var source : sources) {
            next.put(source, scene.database.position(source));
            ends.put(source, entries(source).size());
        }
        findKept();
    }

    /** Goes on behind what was read, as if all of that were kept. */
    void findKept() {
        sources.forEach(source -> kept.put(source, scene.database.position(source)));
    }

    boolean isBehind() {
        return sources.stream().anyMatch(source -> at(source) < ends.getOrDefault(source, 0));
    }

    boolean isMore() {
        return sources.stream().anyMatch(this::hasNext);
    }

    List<Message> take(int most) {
        var taken = new ArrayList<Message>();
        while (taken.size() < most) {
            var source = isBehind() ? first() : any();
            if (source.isEmpty()) {
                break;
            }
            taken.add(entries(source.get()).get(at(source.get())).message());
            next.merge(source.get(), 1, Integer::sum);
        }
        return taken;
    }

    private Optional<Source> first() {
        return sources.stream()
                .filter(this::hasNext)
                .min(Comparator.comparingLong(
                                (Source it) -> entries(it).get(at(it)).at())
                        .thenComparing(it -> !it.requests()));
    }

    private Optional<Source> any() {
        var some = sources.stream().filter(this::hasNext).toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(scene.chance.any(some)));
    }

    /** From what is kept to what was taken. */
    List<Advance> advances() {
        var advances = new LinkedHashMap<Source, Advance>();
        for (var source : sources) {
            int from = kept.getOrDefault(source, 0);
            if (at(source) > from) {
                advances.put(source, new Advance(source, from, at(source)));
            }
        }
        return List.copyOf(advances.values());
    }

    void kept(List<Advance> advances) {
        advances.forEach(it -> kept.put(it.source(), it.to()));
    }

    private int at(Source source) {
        return next.getOrDefault(source, 0);
    }

    private boolean hasNext(Source source) {
        return at(source) < entries(source).size();
    }

    private List<? extends Topic.Entry<? extends Message>> entries(Source source) {
        return source.requests()
                ? scene.kafka.workflows.partition(source.partition())
                : scene.kafka.observed.partition(source.partition());
    }
}
