package io.akoflow.cli;

import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Format;
import io.akoflow.engine.formats.Imports;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a file of another system does not say. */
final class ImportWishes {

    private static final String STAGE_IMAGE = "busybox:1.37";

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "Whose file it is: pegasus, wfformat, hyperflow or argo; else its keys tell.")
    @Nullable
    String from;

    @Option(
            names = "--image",
            paramLabel = "[NAME=]IMAGE",
            description = "The image of all activities, or of those that run this program; may be repeated.")
    List<String> images = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "real",
            description = "Of wfformat: real, replay (take as long, write as much) or noop; default ${DEFAULT-VALUE}.")
    String mode = "real";

    @Option(
            names = "--time-scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "What a replay multiplies times with; default ${DEFAULT-VALUE}.")
    BigDecimal time = BigDecimal.ONE;

    @Option(
            names = "--size-scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "What a replay multiplies sizes with; default ${DEFAULT-VALUE}.")
    BigDecimal size = BigDecimal.ONE;

    @Option(
            names = "--stage-in",
            arity = "0..1",
            fallbackValue = STAGE_IMAGE,
            paramLabel = "IMAGE",
            description = "Of pegasus: fetch replicas by an activity of this image, which has wget; default busybox.")
    @Nullable
    String stageImage;

    /** The format that was said. */
    private Optional<Format> format(CommandLine command) {
        if (from == null) {
            return Optional.empty();
        }
        return Optional.of(Format.named(from)
                .orElseThrow(() -> new ParameterException(
                        command, "Expected --from to be one of %s, but it is '%s'.".formatted(Format.names(), from))));
    }

    /** Whose a file is, and what becomes of it. */
    sealed interface Reading {}

    /** One of ours, or of nobody's. */
    record Own() implements Reading {}

    /** One of another system. */
    record Foreign(Importing importing) implements Reading {}

    Reading imported(@Nullable Path file, byte[] bytes, CommandLine command) {
        return Imports.read(bytes, () -> FilesBeside.of(file, bytes), format(command), options(command))
                .<Reading>map(Foreign::new)
                .orElseGet(Own::new);
    }

    ImportOptions options(CommandLine command) {
        for (var scale : List.of(time, size)) {
            if (!ImportOptions.isScale(scale)) {
                throw new ParameterException(
                        command, "Expected a scale from 0 to 1,000,000,000, but it is %s.".formatted(scale));
            }
        }
        return new ImportOptions(null, Map.of(), stageImage, mode(command), time, size).withImages(images);
    }

    private ImportOptions.Mode mode(CommandLine command) {
        try {
            return ImportOptions.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new ParameterException(
                    command, "Expected --mode to be real, replay or noop, but it is '%s'.".formatted(mode));
        }
    }
}
