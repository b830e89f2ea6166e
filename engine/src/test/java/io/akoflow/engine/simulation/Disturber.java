package io.akoflow.engine.simulation;

import io.akoflow.contract.AttemptId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whoever kills, stops, cuts off and deletes, now and then, for a while. */
final class Disturber {

    private static final int MOST_PER_ACTIVITY = 3;
    private static final int LONGEST_BETWEEN = 60_000;

    private final Scene scene;
    private final List<Part> parts;
    private final List<Group> groups;
    private final List<Watcher> watchers;
    private final Map<String, Integer> disturbed = new HashMap<>();
    private final int between;
    private final long until;

    Disturber(Scene scene, List<Part> parts, List<Group> groups, List<Watcher> watchers) {
        this.scene = scene;
        this.parts = parts;
        this.groups = groups;
        this.watchers = watchers;
        this.between = 2000 + scene.chance.below(LONGEST_BETWEEN);
        this.until = 60_000L + scene.chance.below(3_600_000);
    }

    /** Nothing is disturbed any more. */
    boolean isOver() {
        return scene.time.millis() >= until;
    }

    void goOn() {
        if (isOver()) {
            scene.story.tell("", () -> "nothing is disturbed any more");
            scene.chance.calmDown();
            parts.forEach(Part::thaw);
            return;
        }
        disturb();
        scene.time.after(Math.min(1 + scene.chance.below(between), until - scene.time.millis()), this::goOn);
    }

    private void disturb() {
        switch (scene.chance.below(10)) {
            case 0, 1 -> parts.get(scene.chance.any(parts)).crash();
            case 2 -> parts.get(scene.chance.any(parts)).freeze();
            case 3 -> scene.kafka.goAway(scene.pause(3000, 30_000));
            case 4 -> scene.api.goAway(scene.pause(3000, 45_000));
            case 5 -> groups.get(scene.chance.any(groups)).rebalance();
            case 6 -> watchers.get(scene.chance.any(watchers)).loseWatch();
            case 7 -> watchers.get(scene.chance.any(watchers)).freeze(scene.chance.below(1_800_000));
            default -> disturbJob();
        }
    }

    private void disturbJob() {
        var ids = List.copyOf(scene.kubernetes.jobs().keySet());
        if (ids.isEmpty()) {
            return;
        }
        AttemptId id = ids.get(scene.chance.any(ids));
        var job = scene.kubernetes.job(id);
        if (job == null || disturbed.merge(Names.of(id), 1, Integer::sum) > MOST_PER_ACTIVITY) {
            return;
        }
        switch (scene.chance.below(3)) {
            case 0 -> {
                scene.story.tell(Names.of(id), () -> "attempt %d: its Job is deleted by hand".formatted(id.attempt()));
                job.members.forEach(scene.laws::deletedByHand);
                scene.kubernetes.delete(job);
            }
            case 1 -> {
                scene.story.tell(Names.of(id), () -> "attempt %d: its pod is deleted by hand".formatted(id.attempt()));
                scene.kubernetes.deletePod(job.pod);
            }
            default -> {
                if (job.pod != null) {
                    scene.kubernetes.evict(job.pod);
                }
            }
        }
    }
}
