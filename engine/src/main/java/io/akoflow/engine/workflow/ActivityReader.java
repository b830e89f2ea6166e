package io.akoflow.engine.workflow;

import io.akoflow.contract.Activity;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.engine.yaml.Node;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one activity. Where it is wrong, what comes back holds something harmless instead. */
final class ActivityReader {

    private final Inherited inherited;
    private final Names names;
    private final Problems problems;
    private final DependencyReader dependencies;
    private final CommandReader commands;
    private final ResourceReader resources;
    private final EnvReader env;
    private final RetryReader retries;
    private final NodeSelectorReader nodeSelectors;
    private final PodReader pods;

    ActivityReader(Inherited inherited, Names names, Problems problems) {
        this.inherited = inherited;
        this.names = names;
        this.problems = problems;
        this.dependencies = new DependencyReader(names, problems);
        this.commands = new CommandReader(problems);
        this.resources = new ResourceReader(problems);
        this.env = new EnvReader(problems);
        this.retries = new RetryReader(problems);
        this.nodeSelectors = new NodeSelectorReader(problems);
        this.pods = new PodReader(problems);
    }

    /**
     * What activities have unless they say otherwise.
     *
     * @param image null when each has to name its own
     */
    record Inherited(@Nullable String image, RetryPolicy retry, PodOptions pod, StoragePolicy.Type storage) {}

    Activity read(int ordinal, Fields activity) {
        Runtimes.check(activity, problems);
        return new Activity(
                names.of(ordinal),
                image(activity),
                commands.read(activity),
                dependencies.read(ordinal, activity),
                resources.read(activity),
                env.read(activity),
                activity.duration("timeout", Duration.ofSeconds(1)).orElse(null),
                retries.read(activity, inherited.retry()),
                nodeSelectors.read(activity),
                keepDisk(activity),
                pods.read(activity, inherited.pod()),
                activity.duration("expected", Duration.ZERO).orElse(null));
    }

    private String image(Fields activity) {
        var written = activity.textUnlessEmpty("image");
        if (written.isPresent()) {
            Syntax.IMAGE.check(written.get(), "'image'", problems);
            return written.map(Node.Scalar::text).get();
        }
        if (inherited.image() != null) {
            return inherited.image();
        }
        if (activity.text("image").isPresent() || !activity.isMeant("image")) {
            problems.error(
                    activity.place(), "Expected 'image' in the activity, or in spec for all, but there is neither");
        }
        return "";
    }

    private boolean keepDisk(Fields activity) {
        boolean keep = activity.flag("keepDisk").orElse(false);
        if (keep && inherited.storage() != StoragePolicy.Type.STANDALONE) {
            problems.warning(
                    activity.node("keepDisk").orElse(activity.place()),
                    "Expected 'keepDisk' under storagePolicy type standalone, but the type is %s, where all activities have"
                            + " one disk and 'retain' says how long it is kept",
                    inherited.storage().name().toLowerCase(Locale.ROOT));
        }
        return keep;
    }
}
