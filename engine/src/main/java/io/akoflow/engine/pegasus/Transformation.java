package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.Keyed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program of the transformation catalog.
 *
 * @param path where it is installed; null when it would be transferred, or nobody says
 * @param container by name; null for none
 * @param profiles from those that count least
 */
record Transformation(@Nullable String path, @Nullable String container, List<Profile> profiles) {

    /** Profiles, and whether they are of the machine on which the program is installed. */
    record Profile(Optional<Keyed> profiles, boolean ofMachine) {}

    static Transformation of(Keyed transformation) {
        var sites = transformation.all("sites", "a transformation's site");
        var site = sites.isEmpty() ? Optional.<Keyed>empty() : Optional.of(sites.getFirst());
        var container = site.flatMap(it -> it.text("container")).orElse(null);
        boolean isInstalled =
                site.flatMap(it -> it.text("type")).filter("installed"::equals).isPresent();
        var path = isInstalled && container != null
                ? site.flatMap(it -> it.text("pfn")).orElse(null)
                : null;
        site.filter(it -> it.text("type").filter("stageable"::equals).isPresent())
                .ifPresent(it ->
                        it.notHonoured("type", "is stageable, and it is not transferred; the image has to have it"));
        transformation.notHonoured("requires", "has no effect; what a program needs has to be in its image");
        transformation.notHonoured("hooks", "have no effect");
        return new Transformation(
                path,
                container,
                List.of(
                        new Profile(site.flatMap(it -> it.keyed("profiles", "profiles")), container == null),
                        new Profile(transformation.keyed("profiles", "profiles"), container == null)));
    }
}
