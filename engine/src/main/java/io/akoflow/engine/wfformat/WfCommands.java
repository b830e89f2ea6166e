package io.akoflow.engine.wfformat;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.FilePaths;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.draft.Words;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tasks do here, with what it takes, by the mode of the import. */
final class WfCommands {

    /** Has a shell, {@code sleep} of parts of a second and {@code head}, and little else. */
    private static final String SMALL_IMAGE = "busybox:1.37";

    private static final BigDecimal MEMORY_SPARE = new BigDecimal("1.2");
    private static final BigDecimal LEAST_MEMORY = BigDecimal.valueOf(32L << 20);
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final WfInstance instance;
    private final ImportOptions options;
    private final Problems problems;

    WfCommands(WfInstance instance, ImportOptions options, Problems problems) {
        this.instance = instance;
        this.options = options;
        this.problems = problems;
    }

    @Nullable
    String defaultImage() {
        return switch (options.mode()) {
            case REAL -> options.image();
            case REPLAY, NOOP -> options.image() == null ? SMALL_IMAGE : options.image();
        };
    }

    /** The size of a file as it is written here; 0 when nobody knows. */
    long bytes(String file) {
        long recorded = instance.sizes().getOrDefault(file, 0L);
        return switch (options.mode()) {
            case REAL, NOOP -> recorded;
            case REPLAY -> Keyed.asBytes(BigDecimal.valueOf(recorded).multiply(options.size()));
        };
    }

    void write(WfTask task, DraftActivity activity) {
        var execution = instance.executions().get(task.id());
        switch (options.mode()) {
            case NOOP -> activity.run("true");
            case REPLAY -> replay(task, execution, activity);
            case REAL -> real(task, execution, activity);
        }
    }

    private void replay(WfTask task, @Nullable WfExecution execution, DraftActivity activity) {
        var seconds = (execution == null || execution.seconds() == null ? BigDecimal.ZERO : execution.seconds())
                .multiply(options.time())
                .setScale(3, RoundingMode.HALF_UP);
        List<String> lines = new ArrayList<>();
        if (seconds.signum() > 0) {
            lines.add("sleep " + seconds.stripTrailingZeros().toPlainString());
        }
        var folders = FilePaths.makeFolders(task.outputs().stream()
                .map(file -> FilePaths.below(instance.pathOf(file.text())))
                .toList());
        if (!folders.isEmpty()) {
            lines.add(folders);
        }
        for (var file : task.outputs()) {
            var path = FilePaths.below(instance.pathOf(file.text()));
            long bytes = bytes(file.text());
            var target = Words.quoted("./" + path);
            lines.add(bytes == 0 ? ": > " + target : "head -c %d /dev/zero > %s".formatted(bytes, target));
        }
        activity.run(lines.isEmpty() ? "true" : String.join("\n", lines)).expected(seconds);
    }

    private void real(WfTask task, @Nullable WfExecution execution, DraftActivity activity) {
        if (instance.system() == RuntimeSystem.AKOFLOW && task.own().isPresent()) {
            WfOwn.write(task.own().get(), activity);
            image(task, task.own().get().text("image").orElse(null), task.name(), activity);
            activity.expected(execution == null ? null : execution.seconds());
            return;
        }
        if (execution == null
                || execution.program() == null
                || execution.program().isBlank()) {
            problems.error(
                    task.place(),
                    "Expected a command of the task %s in 'execution', but there is none; without commands, import with mode noop or replay",
                    Shown.text(task.id()));
            return;
        }
        command(execution, execution.program(), activity);
        var name = instance.system() == RuntimeSystem.NEXTFLOW ? task.name() : execution.program();
        image(task, execution.image(), name, activity);
        activity.cpu(cores(execution)).memory(memory(execution)).expected(execution.seconds());
    }

    private void command(WfExecution execution, String program, DraftActivity activity) {
        var system = instance.system().running(program);
        if (system == RuntimeSystem.AKOFLOW) {
            WfOwn.write(program, execution.arguments(), activity);
        } else {
            activity.run(system.command(program, execution.arguments()));
        }
    }

    private void image(WfTask task, @Nullable String recorded, String program, DraftActivity activity) {
        var said = options.imageOf(program, task.name());
        if (said.isPresent() && !said.get().equals(options.image())) {
            activity.image(said.get());
        } else if (recorded != null) {
            activity.image(recorded);
        } else if (said.isEmpty()) {
            problems.error(
                    task.place(),
                    "Expected an image for %s, but nobody says which; give one for all (--image) or for it alone (--image %s=…)",
                    Shown.text(program),
                    program.lines().findFirst().orElse(program));
        }
    }

    private static @Nullable BigDecimal cores(WfExecution execution) {
        if (execution.cores() != null) {
            return execution.cores();
        }
        return execution.cpu() == null ? null : execution.cpu().divide(PERCENT, 0, RoundingMode.CEILING);
    }

    private static long memory(WfExecution execution) {
        var recorded = execution.memory();
        if (recorded == null || recorded.signum() == 0) {
            return 0;
        }
        return Keyed.asBytes(recorded.multiply(MEMORY_SPARE).max(LEAST_MEMORY));
    }
}
