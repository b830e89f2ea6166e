package io.akoflow.gateway.rest;

import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.formats.Format;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file of another system does not say, as it is asked for. */
public class ImportWish {

    @QueryParam("from")
    public @Nullable String from;

    @QueryParam("image")
    public @Nullable List<String> images;

    @QueryParam("mode")
    public @Nullable String mode;

    @QueryParam("timeScale")
    public @Nullable String timeScale;

    @QueryParam("sizeScale")
    public @Nullable String sizeScale;

    @QueryParam("stageIn")
    public @Nullable String stageImage;

    /** The one that was said; empty for what the file itself tells. */
    Optional<Format> format() {
        if (from == null) {
            return Optional.empty();
        }
        return Optional.of(Format.named(from)
                .orElseThrow(() -> new Refusal(
                        400, "Expected 'from' to be one of %s, but it is '%s'".formatted(Format.names(), from))));
    }

    ImportOptions options() {
        return new ImportOptions(
                        null,
                        Map.of(),
                        stageImage,
                        mode == null
                                ? ImportOptions.Mode.REAL
                                : Query.choice("mode", mode.toUpperCase(Locale.ROOT), ImportOptions.Mode.class),
                        scale("timeScale", timeScale),
                        scale("sizeScale", sizeScale))
                .withImages(images == null ? List.of() : images);
    }

    private static BigDecimal scale(String name, @Nullable String text) {
        if (text == null) {
            return BigDecimal.ONE;
        }
        try {
            var scale = new BigDecimal(text);
            if (ImportOptions.isScale(scale)) {
                return scale;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Refusal(
                400, "Expected '%s' to be a number from 0 to 1,000,000,000, but it is '%s'".formatted(name, text));
    }
}
