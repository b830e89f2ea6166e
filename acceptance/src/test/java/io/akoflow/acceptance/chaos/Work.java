package io.akoflow.acceptance.chaos;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A workflow of which is known what becomes of it.
 *
 * @param number its place in the stream of workflows
 * @param real whether its activities are processes that append a line to the run's disk; else they are played
 * @param steps each depends on earlier ones only
 */
record Work(int number, boolean real, Story story, Shape shape, List<Step> steps) {

    /** Where real activities say that they were started: a line with place and attempt. */
    static final String LINES = "lines.txt";

    /** How played activities tell the proxy before the API server how long they last. */
    static final String MILLIS = "CHAOS_MILLIS";

    /** The same, of how many of their attempts fail. */
    static final String FAILURES = "CHAOS_FAILURES";

    private static final int STAY_MILLIS = 3_600_000;

    /** @param storage the type of disks */
    record Shape(String storage, String retain, int parallelism) {}

    /** @param parents places of the steps that it depends on */
    record Step(Fate fate, List<Integer> parents, int millis) {}

    String name() {
        return "chaos-%d-%s"
                .formatted(
                        number, story.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    /** The workflow file. */
    String file() {
        return file(steps);
    }

    /** The workflow file in which everything ends well; what would anyhow is the same to the letter. */
    String mendedFile() {
        return file(mended().steps());
    }

    /** The same work, in which everything ends well. */
    Work mended() {
        var better = steps.stream()
                .map(step -> step.fate().isGood() ? step : new Step(new Fate.Succeeds(), step.parents(), step.millis()))
                .toList();
        return new Work(number, real, story, shape, better);
    }

    static String activityName(int place) {
        return "a-" + place;
    }

    private String file(List<Step> ofSteps) {
        var head = """
                name: %s
                spec:
                  image: alpine:3.20
                  onFailure: %s
                  parallelism: %d
                  storagePolicy: {type: %s, retain: %s}
                  activities:
                """.formatted(name(), story.onFailure(), shape.parallelism(), shape.storage(), shape.retain());
        return IntStream.range(0, ofSteps.size())
                .mapToObj(place -> activity(place, ofSteps.get(place)))
                .collect(Collectors.joining("", head, ""));
    }

    private String activity(int place, Step step) {
        var text = new StringBuilder("    - name: %s%n".formatted(activityName(place)));
        if (!step.parents().isEmpty()) {
            var names = step.parents().stream().map(Work::activityName).collect(Collectors.joining(", "));
            text.append("      dependsOn: [%s]%n".formatted(names));
        }
        if (step.fate().allowedAttempts() > 1) {
            text.append("      retry: {attempts: %d, backoff: 300ms, maxBackoff: 1s}%n"
                    .formatted(step.fate().allowedAttempts()));
        }
        return text.append(real ? script(place, step) : played(step)).toString();
    }

    private static String script(int place, Step step) {
        var end = switch (step.fate()) {
            case Fate.Succeeds _ -> "sleep %.3f".formatted(step.millis() / 1000.0);
            case Fate.FailsFirst(var times) ->
                "sleep %.3f; [ $AKOFLOW_ATTEMPT -gt %d ]".formatted(step.millis() / 1000.0, times);
            case Fate.FailsAlways _ -> "sleep %.3f; exit 3".formatted(step.millis() / 1000.0);
            case Fate.Stays _ -> "exec sleep %d".formatted(STAY_MILLIS / 1000);
        };
        return "      run: 'echo \"%d $AKOFLOW_ATTEMPT\" >> %s; %s'%n".formatted(place, LINES, end);
    }

    private static String played(Step step) {
        int millis = step.fate() instanceof Fate.Stays ? STAY_MILLIS : step.millis();
        return "      run: 'true'%n      env: {%s: '%d', %s: '%d'}%n"
                .formatted(MILLIS, millis, FAILURES, step.fate().failures());
    }
}
