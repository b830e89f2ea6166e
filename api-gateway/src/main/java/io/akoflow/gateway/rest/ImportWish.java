package io.akoflow.gateway.rest;

import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.formats.Format;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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
        var known = Arrays.stream(Format.values()).map(Format::text).collect(Collectors.joining(", "));
        return Optional.of(Format.named(from)
                .orElseThrow(() ->
                        new Refusal(400, "Expected 'from' to be one of %s, but it is '%s'".formatted(known, from))));
    }

    ImportOptions options() {
        var byName = new HashMap<String, String>();
        String all = null;
        for (var image : images == null ? List.<String>of() : images) {
            int equals = image.indexOf('=');
            if (equals < 0) {
                all = image;
            } else {
                byName.put(image.substring(0, equals), image.substring(equals + 1));
            }
        }
        return new ImportOptions(
                all,
                byName,
                stageImage,
                mode == null
                        ? ImportOptions.Mode.REAL
                        : Query.choice("mode", mode.toUpperCase(Locale.ROOT), ImportOptions.Mode.class),
                scale("timeScale", timeScale),
                scale("sizeScale", sizeScale));
    }

    private static BigDecimal scale(String name, @Nullable String text) {
        if (text == null) {
            return BigDecimal.ONE;
        }
        try {
            var scale = new BigDecimal(text);
            if (scale.signum() >= 0 && scale.precision() - scale.scale() < 10 && scale.scale() < 10) {
                return scale;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Refusal(
                400, "Expected '%s' to be a number that is not negative, but it is '%s'".formatted(name, text));
    }
}
