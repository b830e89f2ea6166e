package io.akoflow.engine.simulation;

import io.akoflow.contract.RunId;
import io.akoflow.engine.run.Fate;
import io.akoflow.engine.run.RandomWorkflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Some runs among two planners, two dispatchers and one or two watchers, from the first request to rest. */
final class Simulation {

    private static final String RUN = "01k5zq3v8m4n9p2r7s6t1w0xy";
    private static final String NAMES = "abc";
    private static final int LONGEST = 48 * 3_600_000;

    private final Scene scene;
    private final List<Person> people = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Dispatcher> dispatchers = new ArrayList<>();
    private final Group planners;
    private final Disturber disturber;
    private long end = LONGEST;

    private Simulation(long seed, Variant variant, Defect defect, boolean told) {
        scene = new Scene(seed, variant, defect, told);
        planners = new Group(scene);
        var dispatching = new Group(scene);
        var committed = new HashMap<Integer, Integer>();
        var watchers = new ArrayList<Watcher>();
        for (int i = 1; i <= 2; i++) {
            parts.add(new Planner(scene, planners, "planner " + i));
            dispatchers.add(new Dispatcher(scene, dispatching, "dispatcher " + i, committed));
            if (i == 1 || scene.chance.strikes(3)) {
                watchers.add(new Watcher(scene, "watcher " + i));
            }
        }
        parts.addAll(dispatchers);
        parts.addAll(watchers);
        disturber = new Disturber(scene, parts, List.of(planners, dispatching), watchers);
        var random = new SplittableRandom(seed);
        int runs = 1 + random.nextInt(NAMES.length());
        for (int i = 0; i < runs; i++) {
            people.add(person(NAMES.charAt(i), random));
        }
    }

    private Person person(char name, SplittableRandom random) {
        boolean timeouts = random.nextInt(4) == 0;
        var workflow = RandomWorkflow.of(random, timeouts, 1 + random.nextInt(random.nextInt(8) == 0 ? 30 : 6));
        if (scene.packed) {
            workflow = RandomWorkflow.packed(random, workflow);
        }
        boolean kind = random.nextInt(3) > 0;
        var fates = workflow.activities().stream()
                .map(activity -> !kind && random.nextInt(8) == 0 ? new Fate.Refused() : Fate.of(activity, kind, random))
                .toList();
        var person = new Person(scene, new RunId(RUN + name), workflow, fates);
        scene.laws.expect(person);
        scene.kubernetes.expect(person);
        return person;
    }

    /** Whether it breaks no law, and how much happened. */
    static long run(long seed, Variant variant, Defect defect) {
        var simulation = new Simulation(seed, variant, defect, false);
        simulation.run();
        return simulation.scene.time.count();
    }

    /** The law that a seed breaks, and what happened before; empty when it breaks none. */
    static Optional<String> brokenLaw(long seed, Variant variant, Defect defect) {
        try {
            run(seed, variant, defect);
            return Optional.empty();
        } catch (BrokenLaw _) {
            return Optional.of(tell(seed, variant, defect));
        } catch (RuntimeException e) {
            throw new IllegalStateException("Expected seed %d to go on, but it can't".formatted(seed), e);
        }
    }

    /** Only who knows that it is worth it writes down what happens. */
    private static String tell(long seed, Variant variant, Defect defect) {
        var simulation = new Simulation(seed, variant, defect, true);
        try {
            simulation.run();
            throw new IllegalStateException("Expected seed %d to do the same again, but it did not".formatted(seed));
        } catch (BrokenLaw e) {
            return "Seed %d breaks a law of %s: %s%n%s"
                    .formatted(seed, e.subject(), e.getMessage(), simulation.scene.story.end(e.subject()));
        }
    }

    private void run() {
        parts.forEach(Part::start);
        people.forEach(person -> scene.time.after(scene.chance.below(60_000), person::start));
        scene.time.after(scene.chance.below(30_000), disturber::goOn);
        var ending = new Ending(scene, people, dispatchers);
        while (!disturber.isOver() || !ending.isAtRest()) {
            boolean goesOn = scene.time.step() && scene.time.millis() < end;
            Laws.check(goesOn || saysWhatIsLeft(ending), "", "it is not at rest after two days: " + ending.unrest());
        }
        ending.check();
    }

    /**
     * A command that a planner decided anew may be kept so late that all have looked before, and nothing else happens
     * to a run at rest: it was said already, and is said again when planners begin anew.
     */
    private boolean saysWhatIsLeft(Ending ending) {
        boolean isFirst = end == LONGEST;
        end = scene.time.millis() + LONGEST;
        planners.rebalance();
        return isFirst && ending.isAllElseAtRest() && scene.database.isOnlyLeftAgain(scene.kafka);
    }
}
