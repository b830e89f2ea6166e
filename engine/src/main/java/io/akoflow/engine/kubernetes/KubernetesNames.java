package io.akoflow.engine.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of Kubernetes objects, the same every time for the same thing, and all of them valid DNS labels (RFC 1123, at
 * most 63 characters), whatever the activity is called.
 */
public final class KubernetesNames {

    private static final int SLUG_IN_NAMES = 16;
    private static final int SLUG_OF_FOLDERS = 63;
    private static final int RADIX = 36;
    private static final Pattern JOB = Pattern.compile(".+-([0-9a-z]{26})-([0-9a-z]{1,5})-([0-9]{1,9})");

    private KubernetesNames() {}

    /** The Job of an attempt at the activity called {@code name}. */
    public static String job(AttemptId id, String name) {
        return "%s-%s-%s-%d"
                .formatted(slug(name, SLUG_IN_NAMES), id.run(), Integer.toString(id.activity(), RADIX), id.attempt());
    }

    /** Whose Job has that name; empty when it is not the name of one. */
    public static Optional<AttemptId> attempt(String job) {
        var parts = JOB.matcher(job);
        return parts.matches()
                ? Optional.of(new AttemptId(
                        new RunId(parts.group(1)),
                        Integer.parseInt(parts.group(2), RADIX),
                        Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    /** The one claim of a run under {@code shared} and {@code distributed}. */
    public static String runClaim(RunId run) {
        return "akoflow-" + run;
    }

    /** The claim of one activity under {@code standalone}. */
    public static String activityClaim(RunId run, int activity, String name) {
        return "%s-%s-%s".formatted(slug(name, SLUG_IN_NAMES), run, Integer.toString(activity, RADIX));
    }

    /** The folder of an activity below the mount path. */
    public static String folder(String name) {
        return slug(name, SLUG_OF_FOLDERS);
    }

    private static String slug(String name, int most) {
        var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        slug = slug.startsWith("-") ? slug.substring(1) : slug;
        slug = slug.substring(0, Math.min(most, slug.length()));
        slug = slug.endsWith("-") ? slug.substring(0, slug.length() - 1) : slug;
        return slug.isEmpty() ? "activity" : slug;
    }
}
