package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.RunState;
import java.util.List;

/** Commands that may never have been said, said anew if they are still true. */
final class Repetition {

    private final Draft draft;

    Repetition(Draft draft) {
        this.draft = draft;
    }

    void of(MessageType type, AttemptId id) {
        var row = draft.board.row(id.activity());
        var lead = draft.packs.lead(id.activity(), id.attempt());
        if (lead != null) {
            ofPack(type, row, lead);
            return;
        }
        if (row.attempt() == id.attempt() && row.isUnderWay()) {
            ofPresent(type, row);
        } else {
            ofOver(type, row, id.attempt());
        }
    }

    private void ofPresent(MessageType type, ActivitySnapshot row) {
        boolean ready = row.state() == ActivityState.READY;
        if (type == MessageType.ACTIVITY_READY && ready) {
            draft.say.ready(draft.row(row.activity()));
        } else if (type == MessageType.ACTIVITY_CHECK && !ready) {
            draft.say.check(row.activity(), row.attempt());
        } else if (type == MessageType.ACTIVITY_WITHDRAWN && draft.run.state() == RunState.CANCELLING) {
            draft.say.withdrawn(draft.row(row.activity()));
        }
    }

    private void ofPack(MessageType type, ActivitySnapshot said, int lead) {
        var members = draft.packs.members(lead);
        var underWay = members.stream().filter(draft.packs::isUnderWay).toList();
        if (type == MessageType.ACTIVITY_READY) {
            underWay.stream()
                    .filter(member -> draft.state(member) == ActivityState.READY)
                    .findFirst()
                    .ifPresent(member -> draft.say.ready(draft.row(member)));
        } else if (type == MessageType.ACTIVITY_CHECK && !underWay.isEmpty()) {
            draft.say.check(said.activity(), 1);
        } else if (type == MessageType.ACTIVITY_WITHDRAWN && isWithdrawn(members, underWay)) {
            draft.say.withdrawn(said.activity());
        } else if (type == MessageType.ACTIVITY_RELEASED) {
            draft.say.released(said.activity(), 1);
        }
    }

    /** Whether it is still to be said: somebody has not ended who has to, or may be made anew. */
    private boolean isWithdrawn(List<Integer> members, List<Integer> underWay) {
        boolean unreleased = members.stream().anyMatch(draft.packs::needsPod);
        boolean ending = underWay.stream()
                .anyMatch(member -> Patience.isEnding(draft.seen(member).waitingFor()));
        boolean cancelled = draft.run.state() == RunState.CANCELLING;
        return unreleased && (cancelled || ending || underWay.size() < members.size());
    }

    private void ofOver(MessageType type, ActivitySnapshot row, int attempt) {
        var kept = row.unreleased().stream()
                .filter(one -> one.attempt() == attempt)
                .findFirst();
        if (type == MessageType.ACTIVITY_WITHDRAWN && kept.isPresent()) {
            draft.say.withdrawn(row.activity(), kept.get());
        } else if (type == MessageType.ACTIVITY_RELEASED && kept.isEmpty()) {
            draft.say.released(row.activity(), attempt);
        }
    }
}
