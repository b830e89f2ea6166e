package io.akoflow.engine.simulation;

import io.akoflow.engine.run.Chance;
import io.akoflow.engine.run.RunLimits;
import java.time.Duration;

/** What all parts of one simulation share. */
final class Scene {

    final Timeline time = new Timeline();
    final Chance chance;

    /** Whether attempts are pods without Jobs. */
    final boolean bare;

    /** Whether activities share pods. */
    final boolean packed;

    /** Of so many steps of any part one is its last or one before it stands still. */
    final int stepsBetweenDeaths;

    /** The most pods that runs of one planner begin to have. */
    final int pods;

    /** How long a transaction usually takes. */
    final int transaction;

    final Defect defect;
    final Story story;
    final RunLimits limits;
    final Kafka kafka;
    final Database database;
    final Laws laws;
    final Kubernetes kubernetes;
    final Api api;

    Scene(long seed, Variant variant, Defect defect, boolean told) {
        this.bare = variant.bare();
        this.packed = variant.packed();
        this.chance = new Chance(seed, variant.calm());
        this.stepsBetweenDeaths = 30 + chance.below(500);
        this.transaction = chance.below(3) == 0 ? 3000 : 10;
        this.pods = chance.below(3) == 0 ? 1 + chance.below(4) : 1000;
        this.defect = defect;
        this.story = new Story(time, told);
        this.limits = limits(defect);
        this.kafka = new Kafka(this);
        this.laws = new Laws(this);
        this.database = new Database(new Accounts(this));
        this.kubernetes = new Kubernetes(this);
        this.api = new Api(this);
    }

    private static RunLimits limits(Defect defect) {
        var as = RunLimits.DEFAULT;
        return defect != Defect.RELEASED_TOO_EARLY
                ? as
                : new RunLimits(
                        as.window(),
                        as.validity(),
                        Duration.ZERO.minus(as.validity()),
                        as.silence(),
                        as.logPatience(),
                        as.infrastructureAttempts(),
                        as.diskRetention(),
                        null,
                        as.workNamespace());
    }

    /** Short most of the time, and seldom as long as that. */
    long pause(int usual, int longest) {
        return chance.strikes(25) ? chance.below(longest) : 1 + chance.below(usual);
    }
}
