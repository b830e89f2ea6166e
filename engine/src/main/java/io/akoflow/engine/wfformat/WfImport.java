package io.akoflow.engine.wfformat;

import io.akoflow.engine.draft.Draft;
import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.DraftFile;
import io.akoflow.engine.draft.Drafting;
import io.akoflow.engine.draft.FilePaths;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes workflow files of those in <a href="https://github.com/wfcommons/WfFormat">WfFormat</a> 1.5 and 1.6. A task
 * depends on its parents and on whoever writes what it reads.
 */
public final class WfImport {

    private static final BigDecimal GIBIBYTE = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal SPARE = new BigDecimal("1.2");

    private final WfInstance instance;
    private final ImportOptions options;
    private final Problems problems;
    private final WfCommands commands;

    private WfImport(WfInstance instance, ImportOptions options, Problems problems) {
        this.instance = instance;
        this.options = options;
        this.problems = problems;
        this.commands = new WfCommands(instance, options, problems);
    }

    /** What becomes of {@code file}. */
    public static Importing read(Node.Mapping file, ImportOptions options) {
        var problems = new Problems();
        var instance = WfInstance.read(new Keyed(file, "the file", problems), problems);
        var draft = new WfImport(instance, options, problems).draft();
        return Drafting.finish(draft, problems);
    }

    private Draft draft() {
        var activities = new LinkedHashMap<String, DraftActivity>();
        instance.tasks().values().forEach(task -> activities.put(task.id(), activity(task)));
        connect(activities);
        var storage = storageSize();
        return new Draft(
                instance.name(),
                commands.defaultImage(),
                storage == null ? Map.of() : Map.of("storageSize", storage),
                List.copyOf(activities.values()));
    }

    private DraftActivity activity(WfTask task) {
        var activity = new DraftActivity(instance.nameOf(task), task.place());
        commands.write(task, activity);
        activity.inputs(files(task.inputs()));
        return activity.outputs(files(task.outputs()));
    }

    private List<DraftFile> files(List<Node.Scalar> files) {
        var once = new LinkedHashMap<String, DraftFile>();
        for (var file : files) {
            var path = FilePaths.below(instance.pathOf(file.text()));
            once.putIfAbsent(path, new DraftFile(path, commands.bytes(file.text())));
        }
        return List.copyOf(once.values());
    }

    private void connect(Map<String, DraftActivity> activities) {
        for (var task : instance.tasks().values()) {
            for (var parent : task.parents()) {
                connect(activities, parent.text(), task.id());
            }
            for (var child : task.children()) {
                connect(activities, task.id(), child.text());
            }
        }
        var producers = instance.producers();
        for (var task : instance.tasks().values()) {
            for (var file : task.inputs()) {
                var producer = producers.get(file.text());
                var activity = activities.get(task.id());
                if (producer != null
                        && !producer.equals(task.id())
                        && activity != null
                        && !activity.isAfter(instance.nameOf(producer))) {
                    problems.warning(
                            file,
                            "Expected whoever writes %s among the parents of %s, but %s is none; it is a dependency here",
                            Shown.text(file.text()),
                            Shown.text(task.id()),
                            Shown.text(producer));
                    activity.dependsOn(instance.nameOf(producer));
                }
            }
        }
    }

    private static void connect(Map<String, DraftActivity> activities, String parent, String child) {
        var activity = activities.get(child);
        var before = activities.get(parent);
        if (activity != null && before != null) {
            activity.dependsOn(before.name());
        }
    }

    private @Nullable String storageSize() {
        if (options.mode() == ImportOptions.Mode.NOOP) {
            return null;
        }
        var bytes = instance.sizes().keySet().stream()
                .map(file -> BigDecimal.valueOf(commands.bytes(file)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var gibibytes = bytes.multiply(SPARE).divide(GIBIBYTE, 0, RoundingMode.CEILING);
        return gibibytes.compareTo(BigDecimal.ONE) <= 0 ? null : gibibytes.toPlainString() + "Gi";
    }
}
