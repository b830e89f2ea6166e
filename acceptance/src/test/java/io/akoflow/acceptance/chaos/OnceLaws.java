package io.akoflow.acceptance.chaos;

import io.akoflow.acceptance.chaos.Journal.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What has to hold of what was really run, as the one-machine API and the commands themselves took it down. */
final class OnceLaws {

    private OnceLaws() {}

    /** No attempt has two Jobs, and no attempt's command was started twice. */
    static List<String> once(Tale tale, Journal journal) {
        var broken = new ArrayList<String>();
        twice(journal.of(tale.run()), Entry::isJob).forEach(attempt -> broken.add("two Jobs of attempt " + attempt));
        twice(journal.of(tale.run()), Entry::isStart).forEach(attempt -> broken.add("two starts of " + attempt));
        return broken;
    }

    /** None was started before what it depends on had ended well. */
    static List<String> inOrder(Tale tale, Journal journal) {
        var broken = new ArrayList<String>();
        Map<Integer, Long> ends = new HashMap<>();
        journal.of(tale.run()).stream()
                .filter(Entry::isSuccess)
                .forEach(end -> ends.merge(end.activity(), end.micros(), Math::min));
        journal.of(tale.run()).stream().filter(Entry::isStart).forEach(start -> {
            for (int parent : tale.work().steps().get(start.activity()).parents()) {
                if (ends.getOrDefault(parent, Long.MAX_VALUE) > start.micros()) {
                    broken.add("%s was started before %d had ended well".formatted(start.attemptName(), parent));
                }
            }
        });
        return broken;
    }

    /** Whatever ended well counts as a success, once, and nothing else does. */
    static List<String> outcomesCounted(Tale tale, Journal journal) {
        var broken = new ArrayList<String>();
        var successes = journal.of(tale.run()).stream()
                .filter(Entry::isSuccess)
                .collect(Collectors.groupingBy(Entry::activity, Collectors.counting()));
        for (int place = 0; place < tale.activities().size(); place++) {
            long ended = successes.getOrDefault(place, 0L);
            var state = tale.activities().get(place).path("state").asText();
            long told = state.equals("SUCCEEDED") ? 1 : 0;
            if (ended != told && !isHaste(tale.work().story(), state, ended - told)) {
                broken.add("%s ended well %d times, and is %s".formatted(Work.activityName(place), ended, state));
            }
        }
        return broken;
    }

    /** What is being ended may end well before it hears of that, and then it is cancelled all the same. */
    private static boolean isHaste(Story story, String state, long more) {
        return more == 1
                && (state.equals("CANCELLED") || (story == Story.CANCELLED_AND_RESUMED && state.equals("SUCCEEDED")));
    }

    /** Each attempt that was started and not cancelled wrote its line, and none wrote two. */
    static List<String> lines(Tale tale, Journal journal, Path disk) {
        var broken = new ArrayList<String>();
        if (!tale.work().real() || !Files.exists(disk)) {
            return broken;
        }
        var seen = new HashSet<String>();
        for (var line : read(disk.resolve(Work.LINES))) {
            var name = line.replace(' ', '/');
            if (!seen.add(name)) {
                broken.add("the command of %s ran twice".formatted(name));
            }
        }
        var ended = journal.of(tale.run()).stream()
                .filter(Entry::isSuccess)
                .map(Entry::attemptName)
                .collect(Collectors.toCollection(HashSet::new));
        ended.removeAll(seen);
        ended.forEach(name -> broken.add("the command of %s ended well, but never ran".formatted(name)));
        var started = journal.of(tale.run()).stream()
                .filter(Entry::isStart)
                .map(Entry::attemptName)
                .toList();
        seen.removeAll(started);
        seen.forEach(name -> broken.add("the command of %s ran, but was never started".formatted(name)));
        return broken;
    }

    private static List<String> read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> twice(List<Entry> entries, Predicate<Entry> which) {
        var counts = entries.stream()
                .filter(which)
                .collect(Collectors.groupingBy(Entry::attemptName, Collectors.counting()));
        return counts.keySet().stream()
                .filter(name -> Objects.requireNonNull(counts.get(name)) > 1)
                .toList();
    }
}
