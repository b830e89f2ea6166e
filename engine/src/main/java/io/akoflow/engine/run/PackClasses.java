package io.akoflow.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Packing;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.policy.NamePattern;
import io.akoflow.engine.view.TypeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which activities of a workflow may share pods with which, as its file says. */
final class PackClasses {

    /** No class at all. */
    static final PackClasses NONE = new PackClasses(new int[0], List.of());

    /** All of them are looked at with each event. */
    private static final int MOST = 64;

    private static final int ALONE = -1;
    private static final int MEASURED = -1;
    private static final int LONGEST_ARGUMENT = 32 << 10;

    private final int[] classes;
    private final List<PackClass> all;

    private PackClasses(int[] classes, List<PackClass> all) {
        this.classes = classes;
        this.all = all;
    }

    /** What has to be equal. */
    private record Key(
            int rule,
            String kind,
            String image,
            Resources resources,
            Map<String, String> nodeSelector,
            PodOptions pod,
            @Nullable Duration timeout) {}

    static PackClasses of(Workflow workflow) {
        var packing = workflow.packing();
        if (packing == null) {
            return NONE;
        }
        var patterns = packing.rules().stream()
                .map(rule -> new NamePattern(rule.match()))
                .toList();
        var activities = workflow.activities();
        Map<Key, List<Integer>> found = new LinkedHashMap<>();
        for (int i = 0; i < activities.size(); i++) {
            var key = key(packing, patterns, activities.get(i));
            if (key != null) {
                found.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
            }
        }
        return of(packing, activities, found);
    }

    private static @Nullable Key key(Packing packing, List<NamePattern> patterns, Activity activity) {
        int rule = 0;
        while (rule < patterns.size() && !patterns.get(rule).matches(activity.name())) {
            rule++;
        }
        boolean ruled = rule < patterns.size();
        boolean mayShare = ruled ? packing.rules().get(rule).size() > 1 : packing.auto();
        if (!mayShare || !isShort(activity)) {
            return null;
        }
        return new Key(
                ruled ? rule : MEASURED,
                ruled ? "" : TypeName.of(activity.name()),
                activity.image(),
                activity.resources(),
                activity.nodeSelector(),
                activity.pod(),
                activity.timeout());
    }

    private static PackClasses of(Packing packing, List<Activity> activities, Map<Key, List<Integer>> found) {
        var largest = found.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .limit(MOST)
                .toList();
        int[] classes = new int[activities.size()];
        Arrays.fill(classes, ALONE);
        var all = new ArrayList<PackClass>();
        for (var entry : largest) {
            entry.getValue().forEach(activity -> classes[activity] = all.size());
            int number = entry.getKey().rule();
            var rule = number == MEASURED ? null : packing.rules().get(number);
            all.add(new PackClass(
                    rule == null ? null : new PackClass.Rule(rule.size(), rule.waits()),
                    entry.getKey().resources(),
                    expected(entry.getValue(), activities)));
        }
        return new PackClasses(classes, all);
    }

    private static @Nullable Double expected(List<Integer> members, List<Activity> activities) {
        var average = members.stream()
                .map(activity -> activities.get(activity).expected())
                .filter(Objects::nonNull)
                .mapToLong(Duration::toMillis)
                .average();
        return average.isPresent() ? average.getAsDouble() / 1000 : null;
    }

    private static boolean isShort(Activity activity) {
        return !JobPlan.hasScript(activity) && bytesOfCommand(activity) <= LONGEST_ARGUMENT;
    }

    /** How much of a pod its command and its variables are, at most, roughly. */
    static long bytes(Activity activity) {
        long bytes = bytesOfCommand(activity);
        for (var variable : activity.env().entrySet()) {
            bytes += variable.getKey().length();
            bytes += variable.getValue() instanceof EnvValue.Literal(var text) ? 3L * text.length() : 0;
        }
        return bytes;
    }

    private static long bytesOfCommand(Activity activity) {
        return switch (activity.command()) {
            case Command.Script(var script) -> length(script);
            case Command.Program(var words) ->
                words.stream().mapToLong(PackClasses::length).sum();
        };
    }

    private static long length(String text) {
        return text.getBytes(UTF_8).length;
    }

    int size() {
        return all.size();
    }

    /** The number of an activity's class; negative when it always has a pod to itself. */
    int of(int activity) {
        return activity < classes.length ? classes[activity] : ALONE;
    }

    PackClass at(int number) {
        return all.get(number);
    }
}
