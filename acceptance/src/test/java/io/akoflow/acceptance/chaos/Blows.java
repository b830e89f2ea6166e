package io.akoflow.acceptance.chaos;

import io.akoflow.acceptance.FaultProxy.Fault;
import io.akoflow.acceptance.chaos.Blow.Server;
import io.akoflow.local.Service;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The order of blows that a seed stands for. Kinds come as cards of a shuffled pack do: none again before all others,
 * so that a short time has many of them.
 */
final class Blows {

    private static final int REPLICAS = 2;
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private final Random random;
    private final Duration longest;
    private final String only;
    private final Deque<Blow> pack = new ArrayDeque<>();

    /**
     * @param longest that something is frozen, away or bad
     * @param only how the label of each has to begin
     * @throws IllegalArgumentException when none does
     */
    Blows(long seed, Duration longest, String only) {
        this.random = new Random(seed);
        this.longest = longest;
        this.only = only;
        pack.addAll(shuffled());
        if (pack.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected blows that begin with '%s', but there are none".formatted(only));
        }
    }

    Blow next() {
        if (pack.isEmpty()) {
            pack.addAll(shuffled());
        }
        return pack.pop();
    }

    /** How long it is quiet before the next one. */
    Duration pause() {
        return Duration.ofMillis(500 + random.nextInt(4_000));
    }

    private List<Blow> shuffled() {
        var cards = new ArrayList<Blow>();
        for (var service : Service.values()) {
            cards.add(new Blow.Kill(service, replica()));
            cards.add(new Blow.Restart(service, replica()));
            cards.add(new Blow.Absence(service, replica(), length()));
            cards.add(new Blow.Freeze(service, replica(), length()));
        }
        for (var server : Server.values()) {
            cards.add(new Blow.KillServer(server));
            cards.add(new Blow.RestartServer(server));
            cards.add(new Blow.FreezeServer(server, length()));
        }
        cards.add(bad("429", 50, EnumSet.of(Fault.TOO_MANY_REQUESTS)));
        cards.add(bad("500 and 503", 50, EnumSet.of(Fault.SERVER_ERROR, Fault.UNAVAILABLE)));
        cards.add(bad("late", 80, EnumSet.of(Fault.SLOW)));
        cards.add(bad("broken connections", 40, EnumSet.of(Fault.RESET_BEFORE, Fault.RESET_AFTER)));
        cards.add(bad("410 and dropped watches", 70, EnumSet.of(Fault.EXPIRED, Fault.WATCH_DROPPED)));
        cards.add(bad("away", 100, EnumSet.of(Fault.UNAVAILABLE, Fault.RESET_BEFORE, Fault.WATCH_DROPPED)));
        cards.add(bad("everything", 30, EnumSet.allOf(Fault.class)));
        cards.removeIf(card -> !card.label().startsWith(only));
        Collections.shuffle(cards, random);
        return cards;
    }

    private Blow bad(String name, int percent, Set<Fault> faults) {
        return new Blow.BadApi(name, percent, faults, length());
    }

    private int replica() {
        return 1 + random.nextInt(REPLICAS);
    }

    /** Short ones are more frequent than long ones. */
    private Duration length() {
        var share = random.nextDouble();
        var span = longest.minus(SHORTEST).toMillis();
        return SHORTEST.plusMillis((long) (span * share * share));
    }
}
