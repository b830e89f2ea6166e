package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Packed;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of everything that a run says, whatever happens to it. */
final class Laws {

    private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(10);

    private static final int MOST_AS_MEASURED = 32;

    private final RunLimits limits;
    private final List<Activity> activities;
    private final int window;
    private final int mostInAPod;
    private final FactLaws facts;
    private final ActivitySnapshot[] rows;
    private final Map<AttemptId, Instant> validities = new HashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final List<RunReleased> runReleased = new ArrayList<>();
    private final Map<AttemptId, List<Integer>> packs = new HashMap<>();
    private int underWay;
    private int unreleased;

    Laws(Workflow workflow, RunLimits limits) {
        this.limits = limits;
        activities = workflow.activities();
        facts = new FactLaws(activities.size());
        rows = new ActivitySnapshot[activities.size()];
        Arrays.setAll(rows, ActivitySnapshot::untouched);
        mostInAPod = mostInAPod(workflow);
        window = workflow.parallelism() == null ? limits.window() : Math.min(workflow.parallelism(), limits.window());
    }

    private static int mostInAPod(Workflow workflow) {
        var packing = workflow.packing();
        if (packing == null) {
            return 1;
        }
        return packing.auto() ? MOST_AS_MEASURED : packing.rules().getFirst().size();
    }

    RunState state() {
        return facts.state();
    }

    List<RunReleased> runReleased() {
        return runReleased;
    }

    /** Where each activity is, as far as facts tell. */
    List<ActivityState> states() {
        return facts.states();
    }

    void decided(Decision decision, Instant now) {
        decision.facts().forEach(this::said);
        decision.commands().forEach(command -> said(command, now));
        for (var change : decision.changes()) {
            if (change instanceof Change.OfActivity(var row)) {
                changed(rows[row.activity()], row);
                rows[row.activity()] = row;
            }
        }
        decision.commands().forEach(this::packs);
        assertThat(underWay).as("under way").isLessThanOrEqualTo(window);
        assertThat(runReleased.isEmpty() || unreleased == 0)
                .as("the run was released before its Jobs")
                .isTrue();
    }

    private void changed(ActivitySnapshot old, ActivitySnapshot row) {
        assertToldAsItIs(row, facts.last(row.activity()));
        underWay += (row.isUnderWay() ? 1 : 0) - (old.isUnderWay() ? 1 : 0);
        unreleased += row.unreleased().size() - old.unreleased().size();
        if (old.isUnderWay() && row.state() == ActivityState.CANCELLED) {
            assertThat(withdrawn).contains(row.attempt() + " of " + row.activity());
        }
    }

    private void said(ActivityCommand command, Instant now) {
        assertThat(runReleased.isEmpty() || command instanceof RunReleased || isRepetition(command))
                .as("RunReleased was the last word, but then came %s", command)
                .isTrue();
        switch (command) {
            case ActivityReady ready -> ready(ready, now);
            case ActivityReleased released -> released(released, now);
            case RunReleased released -> runReleased.add(released);
            case ActivityWithdrawn it -> {
                it.others().forEach(other -> withdrawn.add(other.attempt() + " of " + other.activity()));
                assertThat(it.validUntil()).as("of %s", it).isEqualTo(validities.get(it.attemptId()));
                withdrawn.add(it.attempt() + " of " + it.activity());
            }
            case ActivityCheck _ -> {}
        }
    }

    /** What was said about an attempt long over, because somebody spoke of it again. */
    private static boolean isRepetition(ActivityCommand command) {
        return command instanceof ActivityReleased || command instanceof ActivityWithdrawn;
    }

    private void said(RunFact fact) {
        facts.said(fact);
        if (fact instanceof RunFact.RunStarted) {
            runReleased.clear();
        }
        if (fact instanceof ActivityChanged changed && changed.pod() != null) {
            var id = new AttemptId(changed.run(), changed.activity(), changed.attempt());
            assertThat(changed.pod()).isEqualTo(Cluster.pod(id));
        }
    }

    private static void assertToldAsItIs(ActivitySnapshot row, @Nullable ActivityChanged fact) {
        if (fact == null) {
            assertThat(row.state()).isEqualTo(ActivityState.WAITING);
            return;
        }
        assertThat(List.of(fact.state(), fact.attempt())).as("%s", row).isEqualTo(List.of(row.state(), row.attempt()));
        assertThat(fact.pod()).as("%s", row).isEqualTo(row.pod());
        assertThat(fact.startedAt()).as("%s", row).isEqualTo(row.startedAt());
        assertThat(fact.endedAt()).as("%s", row).isEqualTo(row.endedAt());
        assertThat(fact.waitingFor()).as("%s", row).isEqualTo(row.waitingFor());
        assertThat(fact.failure()).as("%s", row).isEqualTo(row.failure());
    }

    private void ready(ActivityReady ready, Instant now) {
        for (int parent : activities.get(ready.activity()).dependsOn()) {
            assertThat(Objects.requireNonNull(facts.last(parent)).state()).isEqualTo(ActivityState.SUCCEEDED);
        }
        assertThat(ready.validUntil()).isEqualTo(now.plus(limits.validity()));
        validities.put(ready.attemptId(), ready.validUntil());
        packs.put(
                ready.attemptId(), ready.others().stream().map(Packed::activity).toList());
        for (var other : ready.others()) {
            var alone =
                    new ActivityReady(ready.run(), other.activity(), other.attempt(), ready.validUntil(), other.spec());
            ready(alone, now);
            mayShare(ready.activity(), other.activity());
            assertThat(List.of(ready.attempt(), other.attempt())).containsOnly(1);
        }
        assertThat(ready.others().size()).isLessThan(Math.min(window, mostInAPod));
    }

    private void mayShare(int lead, int other) {
        var one = activities.get(lead);
        var two = activities.get(other);
        assertThat(two)
                .usingRecursiveComparison()
                .comparingOnlyFields("image", "resources", "timeout", "pod", "nodeSelector")
                .isEqualTo(one);
    }

    /** After the rows have changed. */
    private void packs(ActivityCommand command) {
        if (command instanceof ActivityReleased released && released.attempt() == 1) {
            for (int member : packs.getOrDefault(released.attemptId(), List.of())) {
                assertThat(needsPod(rows[member]))
                        .as("%s is still needed by %s", released, rows[member])
                        .isFalse();
            }
            assertThat(needsPod(rows[released.activity()])).as("%s", released).isFalse();
        }
    }

    private static boolean needsPod(ActivitySnapshot row) {
        return (row.attempt() == 1 && row.isUnderWay())
                || row.unreleased().stream().anyMatch(kept -> kept.attempt() == 1);
    }

    private void released(ActivityReleased released, Instant now) {
        var validUntil = validities.get(released.attemptId());
        assertThat(validUntil).as("of an attempt that was said").isNotNull();
        assertThat(Objects.requireNonNull(validUntil).plus(CREATE_TIMEOUT))
                .as("a create of %s may still be under way", released.attemptId())
                .isBefore(now);
    }
}
