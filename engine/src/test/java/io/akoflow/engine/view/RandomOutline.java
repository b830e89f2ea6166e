package io.akoflow.engine.view;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Any outline of up to 1,000 activities of up to six kinds. */
final class RandomOutline {

    private RandomOutline() {}

    static Outline of(SplittableRandom random) {
        int size = random.nextInt(1, random.nextBoolean() ? 1000 : 160);
        int types = random.nextInt(1, 7);
        int layers = random.nextInt(1, 8);
        List<String> names = new ArrayList<>();
        List<List<Integer>> dependsOn = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add("t%c-%d".formatted('a' + random.nextInt(types), i));
            List<Integer> parents = new ArrayList<>();
            int most = i * layers / size == 0 ? 0 : random.nextInt(4);
            for (int j = 0; j < most; j++) {
                int parent = random.nextInt(i);
                if (!parents.contains(parent)) {
                    parents.add(parent);
                }
            }
            dependsOn.add(List.copyOf(parents));
        }
        return Outline.of(names, dependsOn);
    }
}
