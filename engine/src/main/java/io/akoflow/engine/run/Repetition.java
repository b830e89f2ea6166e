package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.RunState;

/** Commands that may never have been said, said anew if they are still true. */
final class Repetition {

    private final Draft draft;

    Repetition(Draft draft) {
        this.draft = draft;
    }

    void of(MessageType type, AttemptId id) {
        var row = draft.board.row(id.activity());
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
