package io.akoflow.engine.run;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.ActivityCommand.Packed;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a draft says of pods that several attempts share: once, and of the first of them. */
final class PackCommands {

    private final Draft draft;
    private final Commands say;

    PackCommands(Draft draft, Commands say) {
        this.draft = draft;
        this.say = say;
    }

    /**
     * That they are ready, with a new validity. When one of them was heard of, its pod was made, and must not be made
     * anew if it is gone, since that may be known of some of them; so it is looked for instead, as soon as nobody can
     * make it any more.
     */
    void ready(ActivityRow row, int lead) {
        var members = draft.packs.members(lead);
        if (!members.contains(lead) || !members.stream().allMatch(this::isUnheard)) {
            look(row, lead);
        } else if (draft.packs.once(MessageType.ACTIVITY_READY, lead)) {
            var validUntil = validUntil(members);
            for (int member : members) {
                draft.row(member).valid(validUntil);
                draft.row(member).timer = validUntil;
            }
            var others = members.stream()
                    .filter(member -> member != lead)
                    .map(member -> new Packed(member, 1, say.spec(draft.row(member))))
                    .toList();
            draft.command(
                    new ActivityReady(draft.run.run(), lead, 1, validUntil, say.spec(draft.row(lead)), others, null));
        }
    }

    private void look(ActivityRow row, int lead) {
        var notBefore = lastValidity(lead).plus(draft.limits.releaseMargin());
        if (notBefore.isAfter(draft.now)) {
            row.timer = notBefore;
        } else {
            row.timer = draft.now.plus(draft.limits.silence());
            check(lead);
        }
    }

    private boolean isUnheard(int member) {
        return draft.packs.isUnderWay(member) && draft.state(member) == ActivityState.READY;
    }

    /** Another planner's clock may have been ahead. */
    private Instant validUntil(List<Integer> members) {
        return members.stream()
                .map(member -> draft.seen(member).validUntil())
                .filter(Objects::nonNull)
                .reduce(draft.now.plus(draft.limits.validity()), Times::latest);
    }

    void withdrawn(int lead) {
        if (draft.packs.once(MessageType.ACTIVITY_WITHDRAWN, lead)) {
            var job = say.job(lead, 1);
            draft.command(new ActivityWithdrawn(draft.run.run(), lead, 1, lastValidity(lead), job, others(lead), null));
        }
    }

    /** Of what was said last; those who are over know it by when their Job may go. */
    private Instant lastValidity(int lead) {
        var last = Instant.MIN;
        for (int member : draft.packs.members(lead)) {
            var row = draft.seen(member);
            if (draft.packs.isUnderWay(member)) {
                last = Times.latest(last, Objects.requireNonNull(row.validUntil()));
            }
            for (var kept : row.unreleased()) {
                if (kept.attempt() == 1) {
                    last = Times.latest(last, kept.notBefore().minus(draft.limits.releaseMargin()));
                }
            }
        }
        return last;
    }

    void check(int lead) {
        if (draft.packs.once(MessageType.ACTIVITY_CHECK, lead)) {
            draft.command(new ActivityCheck(draft.run.run(), lead, 1, draft.now, say.job(lead, 1), others(lead), null));
        }
    }

    /** Unless one of them still needs it. */
    void released(int lead) {
        boolean needed = draft.packs.members(lead).stream().anyMatch(draft.packs::needsPod);
        if (!needed && draft.packs.once(MessageType.ACTIVITY_RELEASED, lead)) {
            draft.command(new ActivityReleased(draft.run.run(), lead, 1, say.job(lead, 1), false));
        }
    }

    private List<Member> others(int lead) {
        return draft.packs.members(lead).stream()
                .filter(member -> member != lead)
                .map(member -> new Member(member, 1))
                .toList();
    }
}
