package io.akoflow.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.RunState;
import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import io.akoflow.gateway.store.RunChanges;
import io.akoflow.gateway.store.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("What changed in a run, read once for all who follow it")
class RunFeedTest {

    private static final int ACTIVITIES = 12;

    /** What the database has: the seq of each activity's last change. */
    private final Map<Integer, Long> lastChanges = new TreeMap<>();

    private long seq;
    private long version;
    private int reads;
    private boolean gone;

    private record One(int activity, long seq) implements Changed {}

    private final RunFeed<One> feed = new RunFeed<>(this::since, RunFeedTest::write, 5);

    private Optional<RunChanges<One>> since(Change last) {
        reads++;
        var changed = lastChanges.entrySet().stream()
                .map(entry -> new One(entry.getKey(), entry.getValue()))
                .filter(one -> one.seq() > last.seq())
                .sorted(Comparator.comparingLong(One::seq))
                .toList();
        return gone ? Optional.empty() : Optional.of(new RunChanges<>(view(seq), changed));
    }

    private static RunView view(long seq) {
        return new RunView(
                "r",
                1,
                "n",
                "o",
                null,
                RunState.RUNNING,
                seq,
                Instant.EPOCH,
                null,
                null,
                null,
                ACTIVITIES,
                Map.of(),
                null);
    }

    private static String write(List<One> changed) {
        return changed.stream()
                .map(one -> one.activity() + "@" + one.seq() + " ")
                .collect(Collectors.joining());
    }

    private void change(int activity) {
        lastChanges.put(activity, ++seq);
        version++;
    }

    @RepeatedTest(200)
    void shouldTellEachWhoFollowsEverythingOnceInOrder(RepetitionInfo repetition) {
        // given
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        long[] places = new long[6];
        List<List<Long>> heard = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            heard.add(new ArrayList<>());
        }

        // when
        for (int step = 0; step < 120; step++) {
            if (random.nextInt(3) == 0) {
                random.ints(random.nextInt(1, 9), 0, ACTIVITIES).forEach(this::change);
            }
            int who = random.nextInt(places.length);
            // Whoever begins reads for himself, and so comes into the middle of what is read at once later.
            var news = random.nextInt(4) == 0
                    ? begin(places[who])
                    : feed.after(places[who], version).orElseThrow();
            heard.get(who).addAll(seqs(news.activities()));
            places[who] = news.run().seq();
        }
        for (int who = 0; who < places.length; who++) {
            heard.get(who)
                    .addAll(seqs(feed.after(places[who], version).orElseThrow().activities()));
        }

        // then
        assertThat(heard)
                .allSatisfy(all ->
                        assertThat(all).isSorted().doesNotHaveDuplicates().containsAll(lastChanges.values()));
    }

    private News begin(long place) {
        var changes = since(Change.allOf(place)).orElseThrow();
        return new News(changes.run(), write(changes.activities()));
    }

    @Test
    void shouldReadOnceWhenManyAskForTheSame() {
        // given
        change(3);
        feed.after(0, version);

        // when
        feed.after(0, version);
        feed.after(1, version);

        // then
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void shouldTellTheRestWhenOneIsFurtherBackThanWhatIsKept() {
        // given
        for (int i = 0; i < 9; i++) {
            change(i);
            feed.after(seq - 1, version);
        }

        // when
        var news = feed.after(0, version).orElseThrow();

        // then
        assertThat(seqs(news.activities())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void shouldTellHowItIsWhenTheDatabaseWasRestored() {
        // given
        change(0);
        change(1);
        feed.after(0, version);
        lastChanges.clear();
        seq = 0;
        change(2);

        // when
        var restored = feed.after(2, version).orElseThrow();
        change(3);
        var after = feed.after(restored.run().seq(), version).orElseThrow();

        // then
        assertThat(restored.run().seq()).isEqualTo(1);
        assertThat(seqs(after.activities())).containsExactly(2L);
    }

    @Test
    void shouldTellNothingWhenTheRunIsGone() {
        // given
        change(0);
        feed.after(0, version);
        gone = true;
        version++;

        // when
        var news = feed.after(1, version);

        // then
        assertThat(news).isEmpty();
    }

    private static List<Long> seqs(String events) {
        return Arrays.stream(events.split(" "))
                .filter(event -> !event.isEmpty())
                .map(event -> Long.valueOf(event.substring(event.indexOf('@') + 1)))
                .toList();
    }
}
