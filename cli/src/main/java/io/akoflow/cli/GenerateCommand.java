package io.akoflow.cli;

import io.akoflow.engine.draft.Draft;
import io.akoflow.engine.generate.Montage;
import io.akoflow.engine.generate.Shapes;
import io.akoflow.engine.generate.Work;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a workflow file of a known shape. */
@Command(
        name = "generate",
        description = "Print a workflow file of a known shape and any size, to try and to measure with.")
final class GenerateCommand implements Callable<Integer> {

    private static final int MOST = 100_000;

    private final Console console;

    @Parameters(paramLabel = "SHAPE", description = "montage, chain, fan-out or layered.")
    String shape = "";

    @Option(
            names = "--degrees",
            paramLabel = "DEGREES",
            defaultValue = "0.5",
            description = "Of montage: how much sky, a multiple of 0.25; default ${DEFAULT-VALUE}.")
    BigDecimal degrees = BigDecimal.ONE;

    @Option(
            names = "--size",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "Of chain: how many; of fan-out and layered: how many at once; default ${DEFAULT-VALUE}.")
    int size;

    @Option(
            names = "--levels",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description = "Of layered; default ${DEFAULT-VALUE}.")
    int levels;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Of layered: the same seed makes the same file; default ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long each activity waits; default ${DEFAULT-VALUE}.")
    BigDecimal seconds = BigDecimal.ZERO;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            defaultValue = "busybox:1.37",
            description = "The image of all activities; default ${DEFAULT-VALUE}.")
    String image = "";

    @Spec
    @Nullable
    CommandSpec spec;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (seconds.signum() < 0) {
            throw wrong("Expected --seconds not to be negative, but it is %s.".formatted(seconds));
        }
        var work = new Work(image, seconds);
        ImportCommand.print(
                console.out(),
                switch (shape) {
                    case "montage" -> montage(work).text();
                    case "chain" -> sized(MOST, it -> Shapes.chain(it, work)).text();
                    case "fan-out" ->
                        sized(MOST - 2, it -> Shapes.fanOut(it, work)).text();
                    case "layered" -> layered(work).text();
                    default ->
                        throw wrong("Expected one of %s, but it is '%s'."
                                .formatted(
                                        String.join(", ", List.of("montage", "chain", "fan-out", "layered")), shape));
                });
        return ExitCode.SUCCESS;
    }

    private Draft montage(Work work) {
        var activities = Montage.activities(degrees);
        if (activities.isEmpty()) {
            throw wrong("Expected --degrees to be a positive multiple of 0.25, but it is %s.".formatted(degrees));
        }
        if (activities.get() > MOST) {
            throw wrong("Expected at most %,d activities, but %s degrees make %,d."
                    .formatted(MOST, degrees, activities.get()));
        }
        return Montage.of(degrees, work);
    }

    private Draft layered(Work work) {
        if (levels < 1 || (long) levels * size > MOST) {
            throw wrong("Expected --levels times --size to be from 1 to %,d, but it is %,d."
                    .formatted(MOST, (long) levels * size));
        }
        return sized(MOST, it -> Shapes.layered(levels, it, seed, work));
    }

    private Draft sized(int most, IntFunction<Draft> draft) {
        if (size < 1 || size > most) {
            throw wrong("Expected --size to be from 1 to %,d, but it is %,d.".formatted(most, size));
        }
        return draft.apply(size);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
