package io.akoflow.engine.hyperflow;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.FilePaths;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.draft.Words;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a process runs, and with what. */
final class Executor {

    private static final Set<String> KEYS = Set.of(
            "executable",
            "args",
            "env",
            "image",
            "cpuRequest",
            "memRequest",
            "stdout",
            "stderr",
            "stdoutAppend",
            "stderrAppend",
            "stdin");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]{1,100})}}");
    private static final Pattern CPU = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(m?)");
    private static final Pattern MEMORY = Pattern.compile("([0-9]{1,15})(Ki|Mi|Gi|K|M|G|)");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final ImportOptions options;
    private final Problems problems;

    Executor(ImportOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    void write(Keyed process, String name, DraftActivity activity) {
        var executor = process.keyed("config", "a process' config").flatMap(it -> it.keyed("executor", "an executor"));
        if (executor.isEmpty()) {
            problems.error(
                    process.place(),
                    "Expected 'config.executor' with what %s runs, but it is not there; a function of Node.js can't be run here",
                    Shown.text(name));
            return;
        }
        writeCommand(executor.get(), name, activity);
    }

    private void writeCommand(Keyed executor, String name, DraftActivity activity) {
        executor.onlyKnown(KEYS);
        var program = executor.required("executable").map(this::known).orElse("true");
        List<String> words = new ArrayList<>(List.of(program));
        executor.texts("args").forEach(word -> words.add(known(word)));
        activity.run(Words.command(words)
                + stream(executor, "stdin", " < ")
                + stream(executor, "stdout", " > ")
                + stream(executor, "stdoutAppend", " >> ")
                + stream(executor, "stderr", " 2> ")
                + stream(executor, "stderrAppend", " 2>> "));
        image(executor, name, program, activity);
        executor.scalar("cpuRequest").flatMap(this::cores).ifPresent(activity::cpu);
        executor.scalar("memRequest").flatMap(this::bytes).ifPresent(activity::memory);
        executor.keyed("env", "an environment")
                .ifPresent(env -> env.entries()
                        .forEach(entry ->
                                env.scalar(entry.name()).ifPresent(value -> activity.env(entry.name(), known(value)))));
    }

    private void image(Keyed executor, String name, String program, DraftActivity activity) {
        var said = options.images().get(program);
        var image = Optional.ofNullable(said != null ? said : options.images().get(name))
                .or(() -> executor.scalar("image").map(this::known));
        image.ifPresent(activity::image);
        if (image.isEmpty() && options.image() == null) {
            problems.error(
                    executor.place(),
                    "Expected an image for %s, but nobody says which; give one for all (--image) or for this one (--image %s=…)",
                    Shown.text(name),
                    name);
        }
    }

    /** {@code text}, in which no variable may be left, since nobody has given them values. */
    private String known(Node.Scalar text) {
        var match = VARIABLE.matcher(text.text());
        if (match.find()) {
            problems.error(
                    text,
                    "Expected no variables, but there is %s; put their values in before the file is imported",
                    Shown.text(match.group()));
        }
        return text.text();
    }

    private String stream(Keyed executor, String key, String how) {
        return executor.scalar(key)
                .map(file -> how + Words.quoted(FilePaths.below(known(file))))
                .orElse("");
    }

    private Optional<BigDecimal> cores(Node.Scalar text) {
        var match = CPU.matcher(text.text());
        if (!match.matches()) {
            return unknown(text);
        }
        var number = new BigDecimal(match.group(1));
        return Optional.of(match.group(2).isEmpty() ? number : number.divide(THOUSAND));
    }

    private Optional<Long> bytes(Node.Scalar text) {
        var match = MEMORY.matcher(text.text());
        if (!match.matches()) {
            return unknown(text);
        }
        var number = Long.parseLong(match.group(1));
        long unit = switch (match.group(2)) {
            case "Ki" -> 1L << 10;
            case "Mi" -> 1L << 20;
            case "Gi" -> 1L << 30;
            case "K" -> 1_000L;
            case "M" -> 1_000_000L;
            case "G" -> 1_000_000_000L;
            case "" -> 1L;
            default -> throw new IllegalStateException(match.group(2));
        };
        return Optional.of(number * unit);
    }

    private <T> Optional<T> unknown(Node.Scalar text) {
        problems.warning(
                text, "Expected a quantity of Kubernetes, but it is %s; it has no effect", Shown.text(text.text()));
        return Optional.empty();
    }
}
