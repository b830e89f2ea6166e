package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftActivity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A job, or all jobs of a workflow within another, on whose beginnings and ends the others depend. */
final class Group {

    private final List<Job> jobs;
    private final List<DraftActivity> beginnings = new ArrayList<>();
    private final Set<String> ends = new LinkedHashSet<>();
    private final Set<Group> before = new LinkedHashSet<>();

    private Group(List<Job> jobs) {
        this.jobs = jobs;
    }

    /** Of jobs among which everything is connected already. */
    static Group of(List<Job> jobs) {
        var group = new Group(jobs);
        jobs.forEach(job -> group.ends.add(job.activity().name()));
        var names = Set.copyOf(group.ends);
        for (var job : jobs) {
            var within = job.activity().dependencies().stream()
                    .filter(names::contains)
                    .toList();
            within.forEach(group.ends::remove);
            if (within.isEmpty()) {
                group.beginnings.add(job.activity());
            }
        }
        return group;
    }

    List<Job> jobs() {
        return jobs;
    }

    /** It is after {@code earlier}, once {@link #connect} is called. */
    void follow(Group earlier) {
        before.add(earlier);
    }

    void connect() {
        if (beginnings.isEmpty()) {
            return;
        }
        var last = endsBefore();
        beginnings.forEach(beginning -> last.forEach(beginning::dependsOn));
    }

    /**
     * Of whoever comes before; and before one that has no jobs, since who comes after it waits for those all the same.
     */
    private Set<String> endsBefore() {
        var last = new LinkedHashSet<String>();
        var seen = new LinkedHashSet<>(before);
        var next = new ArrayDeque<>(before);
        while (!next.isEmpty()) {
            var earlier = next.remove();
            last.addAll(earlier.ends);
            if (earlier.jobs.isEmpty()) {
                earlier.before.stream().filter(seen::add).forEach(next::add);
            }
        }
        return last;
    }
}
