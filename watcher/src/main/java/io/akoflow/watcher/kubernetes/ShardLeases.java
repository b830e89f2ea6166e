package io.akoflow.watcher.kubernetes;

import io.akoflow.watcher.WatcherConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * This replica's share of the shards. Each shard has a Lease, and so has each replica; who is alive is seen by whose
 * Lease changes, so that clocks need not agree. Two that watch a shard for a moment do no harm: both say the same.
 */
final class ShardLeases {

    private static final Logger LOG = Logger.getLogger(ShardLeases.class);
    private static final int CONFLICT = 409;

    private final LeaseBook book;
    private final int shards;
    private final IntConsumer gained;
    private final IntConsumer lost;
    private final Set<Integer> held = new TreeSet<>();
    private volatile boolean fair;
    private volatile long lastTickNanos;

    ShardLeases(KubernetesClient client, WatcherConfig config, String identity, IntConsumer gained, IntConsumer lost) {
        this.book = new LeaseBook(client, config.leases(), identity);
        this.shards = config.shards();
        this.gained = gained;
        this.lost = lost;
    }

    /** Says that this replica is there, and takes or gives what makes its share fair. */
    synchronized void tick() {
        book.read();
        book.renewReplica();
        int share = Math.ceilDiv(shards, book.liveReplicas());
        IntStream.range(0, shards).forEach(this::keep);
        IntStream.range(0, shards)
                .filter(held::contains)
                .skip(share)
                .boxed()
                .toList()
                .forEach(this::give);
        IntStream.range(0, shards)
                .filter(shard -> held.size() < share && !held.contains(shard) && book.isFree(shard))
                .filter(this::attempt)
                .forEach(this::gain);
        fair = IntStream.range(0, shards).allMatch(shard -> held.contains(shard) || !book.isFree(shard));
        lastTickNanos = System.nanoTime();
    }

    /** Gives everything back, so that others need not wait. */
    synchronized void release() {
        for (int shard : held) {
            book.release(shard);
        }
        held.clear();
        book.removeReplica();
    }

    /** Whether every shard is watched by somebody, as far as was known not long ago. */
    boolean isFair(Duration notLong) {
        return fair && System.nanoTime() - lastTickNanos < notLong.toNanos();
    }

    private void keep(int shard) {
        if (held.contains(shard) && (book.isForeign(shard) || !attempt(shard))) {
            LOG.infof("Another replica has shard %d", shard);
            lose(shard);
        }
    }

    private boolean attempt(int shard) {
        try {
            book.take(shard);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private void give(int shard) {
        lose(shard);
        book.release(shard);
    }

    private void gain(int shard) {
        held.add(shard);
        gained.accept(shard);
    }

    private void lose(int shard) {
        held.remove(shard);
        lost.accept(shard);
    }
}
