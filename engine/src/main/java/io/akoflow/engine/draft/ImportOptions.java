package io.akoflow.engine.draft;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file does not say, and who imports it has to.
 *
 * @param image for activities of which nothing else says it; null for none
 * @param images by program, transformation or type of activity
 * @param stageImage of the activity that fetches files from elsewhere, with {@code wget} and {@code cp}; null for none
 * @param mode what activities do
 * @param time what recorded times are multiplied with in a replay; not negative
 * @param size what recorded sizes are multiplied with in a replay; not negative
 */
public record ImportOptions(
        @Nullable String image,
        Map<String, String> images,
        @Nullable String stageImage,
        Mode mode,
        BigDecimal time,
        BigDecimal size) {

    /** Of whom nothing is said. */
    public static final ImportOptions NONE =
            new ImportOptions(null, Map.of(), null, Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);

    private static final BigDecimal LARGEST_SCALE = BigDecimal.TEN.pow(9);
    private static final int MOST_DIGITS = 30;

    public ImportOptions {
        images = Map.copyOf(images);
    }

    /**
     * The same with images as users say them: one for all, or {@code NAME=IMAGE}; of those for one name the last
     * counts.
     */
    public ImportOptions withImages(List<String> said) {
        var byName = new HashMap<>(images);
        var all = image;
        for (var text : said) {
            int equals = text.lastIndexOf('='); // an image has none
            if (equals < 0) {
                all = text;
            } else {
                byName.put(text.substring(0, equals), text.substring(equals + 1));
            }
        }
        return new ImportOptions(all, byName, stageImage, mode, time, size);
    }

    /** Whether times or sizes can be multiplied with it: not negative, and of no such length that it takes for ever. */
    public static boolean isScale(BigDecimal number) {
        return number.signum() >= 0
                && number.compareTo(LARGEST_SCALE) <= 0
                && number.precision() <= MOST_DIGITS
                && number.scale() <= MOST_DIGITS;
    }

    /** What activities do. */
    public enum Mode {
        /** What they did. */
        REAL,
        /** They take as long as they did, and write as much. */
        REPLAY,
        /** Nothing, in the same order. */
        NOOP
    }

    /** For what is called {@code names}, of which the first that is known counts. */
    public Optional<String> imageOf(String... names) {
        for (var name : names) {
            var known = images.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.ofNullable(image);
    }
}
