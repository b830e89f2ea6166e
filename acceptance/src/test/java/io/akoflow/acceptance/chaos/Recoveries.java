package io.akoflow.acceptance.chaos;

import io.akoflow.acceptance.chaos.Canary.Song;
import io.akoflow.acceptance.chaos.Striker.Struck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long it took after each blow until something went through again, and how long the unluckiest run of one activity
 * took of those that were asked for soon after.
 */
record Recoveries(List<Struck> struck, Collection<Song> songs) {

    private static final Duration SOON = Duration.ofSeconds(10);

    private record Times(List<Duration> first, List<Duration> longest) {}

    /** A row for each kind of blow that fell while the API server was well, in Markdown. */
    String table() {
        var rows = new TreeMap<String, Times>();
        for (int i = 0; i < struck.size(); i++) {
            var hit = struck.get(i);
            if (hit.clean() && !(hit.blow() instanceof Blow.BadApi)) {
                var next = i + 1 < struck.size() ? struck.get(i + 1).at() : Instant.MAX;
                note(
                        rows.computeIfAbsent(hit.blow().label(), _ -> new Times(new ArrayList<>(), new ArrayList<>())),
                        hit,
                        next);
            }
        }
        var text = new StringBuilder("""
                | fault | times | first run through again: p50 | max | longest run meanwhile: p50 | max |
                |---|---|---|---|---|---|
                """);
        rows.forEach((label, times) -> text.append("| %s | %d | %s | %s | %s | %s |%n"
                .formatted(
                        label,
                        times.first().size(),
                        middle(times.first()),
                        most(times.first()),
                        middle(times.longest()),
                        most(times.longest()))));
        return text.toString();
    }

    private void note(Times times, Struck hit, Instant next) {
        var soon = hit.from().plus(SOON);
        var end = soon.isBefore(next) ? soon : next;
        var after = songs.stream()
                .filter(song -> !song.asked().isBefore(hit.from()))
                .toList();
        after.stream()
                .map(song -> Duration.between(hit.from(), song.heard()))
                .min(Duration::compareTo)
                .ifPresent(times.first()::add);
        after.stream()
                .filter(song -> song.asked().isBefore(end))
                .map(song -> Duration.between(song.asked(), song.heard()))
                .max(Duration::compareTo)
                .ifPresent(times.longest()::add);
    }

    private static String middle(List<Duration> durations) {
        var sorted = durations.stream().sorted().toList();
        return seconds(sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2)));
    }

    private static String most(List<Duration> durations) {
        return seconds(durations.stream().max(Duration::compareTo));
    }

    private static String seconds(Optional<Duration> duration) {
        return duration.map(it -> "%.1f s".formatted(it.toMillis() / 1000.0)).orElse("–");
    }
}
