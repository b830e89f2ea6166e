package io.akoflow.acceptance.chaos;

import io.akoflow.acceptance.chaos.Work.Shape;
import io.akoflow.acceptance.chaos.Work.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The stream of random workflows that a seed stands for: each follows from the seed and its number alone. */
final class Works {

    private static final List<Story> STORIES = List.of(Story.values());
    private static final int LARGEST_REAL = 250;

    private final long seed;
    private final boolean processes;

    /** @param processes whether commands are really run where this is */
    Works(long seed, boolean processes) {
        this.seed = seed;
        this.processes = processes;
    }

    Work get(int number) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        int size = size(number, random);
        var real = processes && size <= LARGEST_REAL && random.nextInt(4) > 0;
        var story = STORIES.get((int) Math.floorMod(seed + number, (long) STORIES.size()));
        var retain = story.isResumed() || random.nextBoolean() ? "always" : "never";
        var shape = new Shape(random.nextBoolean() ? "shared" : "distributed", retain, 20 + random.nextInt(60));
        return new Work(number, real, story, shape, steps(story, size, random));
    }

    /** One of eight has up to 2,000 activities, but none of the first ones; most have not many more than 100. */
    private static int size(int number, SplittableRandom random) {
        if (number % 8 == 5) {
            return 800 + random.nextInt(1_201);
        }
        return random.nextInt(4) == 0 ? 200 + random.nextInt(300) : 100 + random.nextInt(60);
    }

    private static List<Step> steps(Story story, int size, SplittableRandom random) {
        int width = 10 + random.nextInt(Math.max(1, size / 6));
        int special = random.nextInt(width);
        var steps = new ArrayList<Step>();
        for (int place = 0; place < size; place++) {
            var fate = place == special ? special(story, random) : any(random);
            steps.add(new Step(fate, parents(place, width, random), 50 + random.nextInt(1_200)));
        }
        return List.copyOf(steps);
    }

    /** What its story needs, in a step that depends on nothing. */
    private static Fate special(Story story, SplittableRandom random) {
        return switch (story) {
            case CONTINUES -> any(random);
            case FINISHES, BREAKS_OFF, RESUMED -> new Fate.FailsAlways(1 + random.nextInt(2));
            case CANCELLED, CANCELLED_AND_RESUMED -> new Fate.Stays();
        };
    }

    private static Fate any(SplittableRandom random) {
        return switch (random.nextInt(100)) {
            case 0 -> new Fate.FailsAlways(1 + random.nextInt(3));
            case 1, 2, 3, 4 -> new Fate.FailsFirst(1 + random.nextInt(2));
            default -> new Fate.Succeeds();
        };
    }

    /** Up to three of the levels before, as a level has so many steps. */
    private static List<Integer> parents(int place, int width, SplittableRandom random) {
        int last = place - place % width - 1;
        if (last < 0) {
            return List.of();
        }
        return random.ints(1 + random.nextInt(3), Math.max(0, last - 2 * width), last + 1)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }
}
