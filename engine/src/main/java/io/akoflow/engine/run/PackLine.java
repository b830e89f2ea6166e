package io.akoflow.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Those of one class that will be ready and not under way, while a decision lets some of them begin. */
final class PackLine {

    private static final int PROBES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

    final int number;
    private final Draft draft;
    private final PackClass type;
    private final PackTally tally;
    private final PackTally.Count count;
    private final List<ActivityRow> fresh = new ArrayList<>();
    private final Queue held;
    private final Queue patient;
    private final int window;
    private int size;

    PackLine(int number, Draft draft, int window) {
        this.number = number;
        this.draft = draft;
        this.window = window;
        var packs = draft.board.packs();
        type = packs.classes.at(number);
        tally = packs.tally(number);
        count = tally.count();
        held = new Queue(tally.held);
        patient = new Queue(tally.patient);
        size = tally.held.size();
    }

    /** Places of the kept ones that this decision does not change, and of those that it does. */
    private final class Queue {
        private final Iterator<Integer> kept;
        private final PriorityQueue<Integer> changed = new PriorityQueue<>();
        private @Nullable Integer next;

        Queue(SortedSet<Integer> kept) {
            this.kept = kept.iterator();
        }

        void add(int place) {
            changed.add(place);
        }

        @Nullable
        Integer peek() {
            while (next != null ? isOver(next) : kept.hasNext()) {
                next = null;
                if (kept.hasNext()) {
                    next = kept.next();
                }
            }
            while (!changed.isEmpty() && !isHeld(changed.peek())) {
                changed.remove();
            }
            var other = changed.peek();
            return next == null || (other != null && other < next) ? other : next;
        }

        private boolean isOver(int place) {
            return draft.isChanged(draft.board.graph().at(place));
        }
    }

    private boolean isHeld(int place) {
        return draft.seen(draft.board.graph().at(place)).isHeldForOthers();
    }

    /** A row that the decision changes. */
    void add(ActivityRow row) {
        var old = draft.board.row(row.activity);
        var now = row.snapshot();
        count.add(old, -1);
        count.add(now, 1);
        size -= old.isHeldForOthers() ? 1 : 0;
        if (now.isHeldForOthers()) {
            size++;
            int place = draft.board.graph().place(row.activity);
            held.add(place);
            boolean isFresh = !old.isHeldForOthers();
            if (isFresh) {
                fresh.add(row);
            }
            if (row.timer == null && (!isFresh || patience().isZero())) {
                patient.add(place);
            }
        }
    }

    /** The place of the one that begins next; null when none does. */
    @Nullable
    Integer next() {
        if (size == 0) {
            return null;
        }
        if (isUnknown()) {
            return count.alone < PROBES || tally.hasRunSince(draft.now.minus(PATIENCE)) ? held.peek() : patient.peek();
        }
        return isRipe() ? held.peek() : null;
    }

    private boolean isUnknown() {
        return type.rule() == null && count.seconds(type) < 0;
    }

    private boolean isRipe() {
        return size >= full() || count.waiting == 0 || patient.peek() != null;
    }

    /** How many are as many as can be; 1 also while nobody knows. */
    private int full() {
        return isUnknown() ? 1 : Math.min(window, type.size(count.seconds(type), draft.limits));
    }

    /**
     * Whether it is better to wait until there is more room, since otherwise each that ends makes room for one alone.
     * Only those that share pods end soon and together; what else is under way may take hours.
     */
    boolean waitsFor(int room) {
        int most = Math.min(full(), room + draft.tally.sharing());
        return room < most && size >= most && !draft.packs.isPressed(number);
    }

    /** It waits for more room, but not for ever. */
    void waitForRoom() {
        var row = draft.row(draft.board.graph().at(first()));
        if (row.timer == null) {
            row.timer = draft.now.plus(PATIENCE);
        }
    }

    private int first() {
        var first = held.peek();
        if (first == null) {
            throw new IllegalStateException("Expected one to be held, but there is none");
        }
        return first;
    }

    /** Lets one begin, or several in one pod, and says so; returns how many. */
    int begin(int room) {
        var pack = new ArrayList<ActivityRow>();
        var load = new PackLoad(draft.run.workflow().storage(), draft.limits.mostDisks());
        int most = Math.min(room, full());
        for (var place = next(); place != null && pack.size() < most; place = held.peek()) {
            int activity = draft.board.graph().at(place);
            if (!load.takes(activity, draft.activity(activity)) && !pack.isEmpty()) {
                break;
            }
            var row = draft.row(activity);
            row.begin();
            row.valid(draft.now.plus(draft.limits.validity()));
            size--;
            pack.add(row);
        }
        var lead = pack.getFirst();
        if (pack.size() > 1) {
            pack.forEach(row -> draft.packs.join(row, lead.activity));
        } else {
            count.alone++;
        }
        draft.say.ready(lead);
        return pack.size();
    }

    /** What has become ready and did not begin waits for others, unless it only waits for room. */
    void close() {
        if (isUnknown() || !isRipe()) {
            for (var row : fresh) {
                if (row.isHeldForOthers() && row.timer == null) {
                    row.timer = draft.now.plus(patience());
                }
            }
        }
    }

    private Duration patience() {
        if (type.rule() != null) {
            return type.rule().waits();
        }
        return isUnknown() ? PATIENCE : SHORT_PATIENCE;
    }
}
