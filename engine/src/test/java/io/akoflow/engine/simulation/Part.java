package io.akoflow.engine.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A process: it may die at any time, and then it begins with nothing; or stand still, and go on as if nothing was. */
abstract class Part {

    private static final int LONGEST_RESTART = 15_000;
    private static final int LONGEST_STOP = 60_000;

    final Scene scene;
    final String name;

    /** How much its clock is ahead. */
    private final int skew;

    private final List<Runnable> postponed = new ArrayList<>();
    private int life;
    private boolean up;
    private boolean frozen;
    private int freezes;

    Part(Scene scene, String name) {
        this.scene = scene;
        this.name = name;
        this.skew = scene.chance.below(4000) - 2000;
    }

    /** Begins with nothing. */
    abstract void begin();

    /** Nobody hears of it any more. */
    abstract void isLost();

    final Instant clock() {
        return scene.time.now().plusMillis(skew);
    }

    final boolean isUp() {
        return up;
    }

    final boolean isFrozen() {
        return frozen;
    }

    final void start() {
        if (!up) {
            up = true;
            life++;
            scene.story.tell("", () -> name + " starts");
            begin();
        }
    }

    /** Does something later, if it is still alive then. */
    final void later(long pause, Runnable work) {
        int mine = life;
        scene.time.after(pause, () -> unlessDead(mine, work));
    }

    private void unlessDead(int mine, Runnable work) {
        if (mine == life && frozen) {
            postponed.add(() -> unlessDead(mine, work));
        } else if (mine == life) {
            work.run();
        }
    }

    /** Has something done elsewhere, which is done even if this one dies meanwhile. */
    final <T> void ask(long pause, Supplier<T> work, Consumer<T> answered) {
        int mine = life;
        scene.time.after(pause, () -> {
            var answer = work.get();
            scene.time.after(1, () -> unlessDead(mine, () -> answered.accept(answer)));
        });
    }

    /** Dies, and is started again. */
    final void crash() {
        if (up) {
            scene.story.tell("", () -> name + " dies");
            up = false;
            frozen = false;
            life++;
            postponed.clear();
            isLost();
            scene.time.after(scene.pause(3000, LONGEST_RESTART), this::start);
        }
    }

    /** Stands still for a while. */
    final void freeze() {
        freeze(1 + scene.chance.below(LONGEST_STOP));
    }

    final void freeze(long pause) {
        if (up && !frozen) {
            scene.story.tell("", () -> "%s stands still for %d ms".formatted(name, pause));
            frozen = true;
            int mine = ++freezes;
            int alive = life;
            scene.time.after(Group.SESSION, () -> {
                if (alive == life && mine == freezes && frozen) {
                    isLost();
                }
            });
            scene.time.after(pause, () -> {
                if (mine == freezes) {
                    thaw();
                }
            });
        }
    }

    /** Goes on. */
    final void thaw() {
        if (frozen) {
            scene.story.tell("", () -> name + " goes on");
            frozen = false;
            postponed.forEach(work -> scene.time.after(0, work));
            postponed.clear();
        }
    }

    /** Between two steps anything may happen: whether it has died. */
    final boolean diesAt(String step) {
        if (scene.chance.strikes(scene.stepsBetweenDeaths)) {
            scene.story.tell("", () -> "%s is at '%s'".formatted(name, step));
            if (scene.chance.below(2) == 0) {
                crash();
                return true;
            }
            freeze();
        }
        return false;
    }
}
