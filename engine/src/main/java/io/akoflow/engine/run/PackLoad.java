package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.StoragePolicy;
import java.util.HashSet;
import java.util.Set;

/** What those that share a pod bring with them, as far as one pod can't have any amount of it. */
final class PackLoad {

    /** A Job has to fit into what etcd takes. */
    private static final long MOST_BYTES = 256 << 10;

    private final boolean standalone;
    private final int mostDisks;
    private final Set<Integer> disks = new HashSet<>();
    private long bytes;

    PackLoad(StoragePolicy storage, int mostDisks) {
        standalone = storage.type() == StoragePolicy.Type.STANDALONE;
        this.mostDisks = mostDisks;
    }

    /** Takes one more; returns whether that is not too much now. */
    boolean takes(int ordinal, Activity activity) {
        bytes += PackClasses.bytes(activity);
        if (standalone) {
            disks.add(ordinal);
            disks.addAll(activity.dependsOn());
        }
        return bytes <= MOST_BYTES && disks.size() <= mostDisks;
    }
}
