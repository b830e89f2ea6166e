package io.akoflow.engine.run;

import io.akoflow.contract.MessageType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who shares a pod, as it will be after a decision; and what the decision has said of a pod already. */
final class Packs {

    private final Draft draft;
    private final Map<Integer, TreeSet<Integer>> joined = new HashMap<>();
    private final Set<Said> said = new HashSet<>();
    private final Set<Integer> pressed = new HashSet<>();

    private record Said(MessageType type, int lead) {}

    Packs(Draft draft) {
        this.draft = draft;
    }

    /** Puts the first attempt of an activity into the pod of {@code lead}'s; null for a pod of its own. */
    void join(ActivityRow row, @Nullable Integer lead) {
        row.share(lead);
        if (lead != null) {
            joined.computeIfAbsent(lead, _ -> new TreeSet<>()).add(row.activity);
        }
    }

    /** Whose pod an attempt has a part of; null when it has one to itself. */
    @Nullable
    Integer lead(int activity, int attempt) {
        return attempt == 1 ? draft.pack(activity) : null;
    }

    /** All who share the pod of {@code lead}, in ascending order; it may be none of them after a restore. */
    List<Integer> members(int lead) {
        var all = new TreeSet<>(draft.board.packs().members(lead));
        all.addAll(joined.getOrDefault(lead, new TreeSet<>()));
        var members = new ArrayList<Integer>();
        for (int activity : all) {
            if (Integer.valueOf(lead).equals(draft.pack(activity))) {
                members.add(activity);
            }
        }
        return members;
    }

    /** Whether its part of the pod is still needed: it may run, or its log is waited for. */
    boolean needsPod(int activity) {
        var row = draft.seen(activity);
        return isUnderWay(activity) || row.unreleased().stream().anyMatch(kept -> kept.attempt() == 1);
    }

    boolean isUnderWay(int activity) {
        var row = draft.seen(activity);
        return row.attempt() == 1 && row.isUnderWay();
    }

    /** Whether its pod had to be ended because of one in it that could not start, which is not this one's fault. */
    boolean isEndedWithAnother(ActivityRow row) {
        var lead = lead(row.activity, row.attempt());
        return lead != null
                && members(lead).stream()
                        .filter(member -> member != row.activity && !isUnderWay(member))
                        .map(draft::seen)
                        .anyMatch(other -> other.attempt() == 1 && other.startedAt() == null);
    }

    /** Whether this was not said of the pod yet; from now on it was. */
    boolean once(MessageType type, int lead) {
        return said.add(new Said(type, lead));
    }

    /** One of its class has waited so long for room that what room there is has to do. */
    void press(int activity) {
        pressed.add(draft.board.packs().classes.of(activity));
    }

    boolean isPressed(int number) {
        return pressed.contains(number);
    }
}
