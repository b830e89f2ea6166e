package io.akoflow.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Workflows whose activities write a line with their ordinal and attempt on the run's disk, and take so many seconds.
 */
final class Steps {

    private Steps() {}

    /** One after the other. */
    static String chain(int steps, String seconds) {
        return workflow(steps, seconds, true);
    }

    /** All at once. */
    static String sideBySide(int steps, String seconds) {
        return workflow(steps, seconds, false);
    }

    /** What was written, in order. */
    static List<String> linesOf(Machine machine, String run) {
        try {
            return Files.readAllLines(machine.disk(run).resolve("steps.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String workflow(int steps, String seconds, boolean inOrder) {
        return IntStream.range(0, steps)
                .mapToObj(i -> """
                    - name: step-%d
                      run: |
                        echo "%d $AKOFLOW_ATTEMPT" >> steps.txt
                        sleep %s
                %s""".formatted(
                        i, i, seconds, i == 0 || !inOrder ? "" : "      dependsOn: [step-%d]\n".formatted(i - 1)))
                .collect(Collectors.joining("", "name: steps\nspec:\n  image: alpine:3.20\n  activities:\n", ""));
    }
}
