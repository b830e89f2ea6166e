package io.akoflow.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import io.akoflow.acceptance.AuditLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Looks at the end whether the laws were kept. */
final class Verdicts {

    private static final String RUN = "akoflow.io/run";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SHOWN = 12;

    private final Arena arena;
    private final Gateways gateways;
    private final List<String> broken = new ArrayList<>();

    Verdicts(Arena arena, Gateways gateways) {
        this.arena = arena;
        this.gateways = gateways;
    }

    /** What was found already. */
    void add(Iterable<String> complaints) {
        complaints.forEach(broken::add);
    }

    /** All that was broken. */
    List<String> broken() {
        return broken;
    }

    void judge(List<Tale> tales) {
        var facts = Facts.read(arena.machine().parts().kafkaClientSettings());
        add(facts.complaints());
        for (var tale : tales) {
            awaitStream(tale);
            var found = new ArrayList<String>();
            found.addAll(Laws.sameStates(tale));
            found.addAll(Laws.sameAttempts(tale));
            found.addAll(Laws.successesStay(tale));
            found.addAll(Laws.factsInOrder(tale, facts));
            found.addAll(Laws.streamWhole(tale));
            if (arena.isOnCluster()) {
                AuditLog.of(tale.run()).creations().forEach((job, times) -> {
                    if (times > 1) {
                        found.add("Job %s was made %d times".formatted(job, times));
                    }
                });
            }
            note(tale, found);
        }
        if (!arena.isOnCluster()) {
            judgeWhatRan(tales);
        }
    }

    private void judgeWhatRan(List<Tale> tales) {
        var journal = Journal.read(arena.apiJournal());
        for (var tale : tales) {
            var found = new ArrayList<String>();
            found.addAll(OnceLaws.once(tale, journal));
            found.addAll(OnceLaws.inOrder(tale, journal));
            found.addAll(OnceLaws.outcomesCounted(tale, journal));
            found.addAll(OnceLaws.lines(tale, journal, arena.disk(tale.run())));
            note(tale, found);
        }
    }

    /** Nothing is left in Kubernetes but the disks that are to be kept, and not even these when runs are deleted. */
    void judgeRemains(List<Tale> tales, Set<String> canaries) {
        var kept = tales.stream()
                .filter(tale -> tale.work().shape().retain().equals("always"))
                .map(Tale::run)
                .collect(Collectors.toCollection(TreeSet::new));
        awaitNothing("what is left of runs that are over", () -> remains(kept));
        Stream.concat(tales.stream().map(Tale::run), canaries.stream()).forEach(gateways::delete);
        awaitNothing("what is left of runs that were deleted", () -> remains(Set.of()));
    }

    private void awaitNothing(String what, java.util.function.Supplier<List<String>> remains) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> remains.get().isEmpty());
        } catch (ConditionTimeoutException _) {
            var left = remains.get();
            broken.add("%s: %d, such as %s"
                    .formatted(what, left.size(), left.stream().limit(SHOWN).toList()));
        }
    }

    /** @param kept runs whose claims may be there */
    private List<String> remains(Set<String> kept) {
        var client = arena.client();
        var space = arena.namespace();
        var all = new ArrayList<HasMetadata>();
        all.addAll(client.batch()
                .v1()
                .jobs()
                .inNamespace(space)
                .withLabel(RUN)
                .list()
                .getItems());
        all.addAll(client.pods().inNamespace(space).withLabel(RUN).list().getItems());
        all.addAll(client.configMaps().inNamespace(space).withLabel(RUN).list().getItems());
        client.persistentVolumeClaims().inNamespace(space).withLabel(RUN).list().getItems().stream()
                .filter(claim -> !kept.contains(claim.getMetadata().getLabels().get(RUN)))
                .forEach(all::add);
        return all.stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }

    /** What was told last may be under way for a moment. */
    private static void awaitStream(Tale tale) {
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> Laws.streamWhole(tale).isEmpty());
        } catch (ConditionTimeoutException _) {
            // the law says what is missing
        }
        tale.listener().close();
    }

    private void note(Tale tale, List<String> found) {
        found.stream()
                .limit(SHOWN)
                .forEach(complaint ->
                        broken.add("%s, run %s: %s".formatted(tale.work().name(), tale.run(), complaint)));
    }
}
