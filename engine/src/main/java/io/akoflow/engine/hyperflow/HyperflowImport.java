package io.akoflow.engine.hyperflow;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes workflow files of those of HyperFlow whose processes all are {@code dataflow} ones that fire once: each is an
 * activity, called as it is with its place in the file, and depends on whoever sends the signals that it waits for.
 */
public final class HyperflowImport {

    private static final Set<String> FILE_KEYS = Set.of("name", "processes", "tasks", "signals", "data", "ins", "outs");
    private static final Set<String> PROCESS_KEYS =
            Set.of("name", "type", "function", "firingLimit", "ins", "outs", "config", "executeWhenRecovering");

    private final Keyed file;
    private final ImportOptions options;
    private final Problems problems;
    private final Signals signals;

    private HyperflowImport(Keyed file, ImportOptions options, Problems problems) {
        this.file = file;
        this.options = options;
        this.problems = problems;
        this.signals = new Signals(file, problems);
    }

    /**
     * What becomes of {@code file}.
     *
     * @param beside what is beside it, by name; which jobs share pods is found there
     */
    public static Importing read(Node.Mapping file, Map<String, byte[]> beside, ImportOptions options) {
        var problems = new Problems();
        var draft = new HyperflowImport(new Keyed(file, "the workflow", problems), options, problems).draft(beside);
        return Drafting.finish(draft, problems);
    }

    private Draft draft(Map<String, byte[]> beside) {
        file.onlyKnown(FILE_KEYS);
        var processes = file.node("processes").isPresent()
                ? file.all("processes", "a process")
                : file.all("tasks", "a process");
        List<Step> steps = new ArrayList<>();
        var senders = new LinkedHashMap<Integer, Step>();
        for (var process : processes) {
            var step = step(process, steps.size());
            steps.add(step);
            for (int signal : step.outs()) {
                var earlier = senders.putIfAbsent(signal, step);
                if (earlier != null) {
                    problems.error(
                            process.place(),
                            "Expected one process to send the signal %s, but %s sends it as well",
                            Shown.text(signals.name(signal)),
                            Shown.text(earlier.activity().name()));
                }
            }
        }
        for (var step : steps) {
            step.ins().stream()
                    .map(senders::get)
                    .filter(sender -> sender != null && !sender.equals(step))
                    .forEach(sender ->
                            step.activity().dependsOn(sender.activity().name()));
        }
        return new Draft(
                file.text("name").orElse("hyperflow"),
                options.image(),
                Map.of(),
                new Agglomerations(names(processes), problems).keys(beside),
                steps.stream().map(Step::activity).toList());
    }

    private static Set<String> names(List<Keyed> processes) {
        return processes.stream()
                .flatMap(process -> process.text("name").stream())
                .collect(Collectors.toSet());
    }

    /** A process with the signals that it waits for and sends, by index. */
    private record Step(DraftActivity activity, List<Integer> ins, List<Integer> outs) {}

    private Step step(Keyed process, int index) {
        process.onlyKnown(PROCESS_KEYS);
        var name = process.required("name").map(Node.Scalar::text).orElse("");
        checkKind(process, name);
        var ins = signals.indexes(process, "ins");
        var outs = signals.indexes(process, "outs");
        var activity = new DraftActivity(name + "-" + index, process.place());
        new Executor(options, problems).write(process, name, activity);
        activity.inputs(files(ins)).outputs(files(outs));
        return new Step(activity, ins, outs);
    }

    private List<DraftFile> files(List<Integer> indexes) {
        var files = new LinkedHashMap<String, DraftFile>();
        for (int index : indexes) {
            var path = FilePaths.below(signals.name(index));
            if (!signals.isControl(index)) {
                files.putIfAbsent(path, new DraftFile(path, -1));
            }
        }
        return List.copyOf(files.values());
    }

    private void checkKind(Keyed process, String name) {
        process.scalar("type")
                .filter(type -> !type.text().equals("dataflow"))
                .ifPresent(type -> problems.error(
                        type,
                        "Expected a process of type dataflow, but %s is of type %s, whose activities are not known before it runs",
                        Shown.text(name),
                        Shown.text(type.text())));
        process.scalar("firingLimit")
                .filter(limit -> !limit.text().equals("1"))
                .ifPresent(limit -> problems.error(
                        limit,
                        "Expected a process that fires once, but %s fires %s times",
                        Shown.text(name),
                        Shown.text(limit.text())));
    }
}
