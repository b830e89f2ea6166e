package io.akoflow.deploy.images;

import io.akoflow.deploy.images.Builder.Built;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akoflow images}: builds an image for each service, into a registry or into files. */
@Command(
        name = "akoflow images",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = "akoflow 0.1.0",
        description = "Builds an image for each service, without Docker, and prints what to write into the overlay.")
public final class Images implements Callable<Integer> {

    private static final String VERSION = "0.1.0";

    @ArgGroup(multiplicity = "1")
    private @Nullable Where where;

    @Option(names = "--tag", paramLabel = "TAG", description = "${DEFAULT-VALUE} unless said.")
    private String tag = VERSION;

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            description =
                    "An image with java 25 on its PATH, to build on; else this machine's JDK goes into the images.")
    private @Nullable String base;

    @Option(names = "--insecure", description = "The registry speaks HTTP, or nobody knows its certificate.")
    private boolean insecure;

    @Option(
            names = "--stand-ins",
            description = "Also images of Kafka and PostgreSQL from published jars, to try things where no registry of"
                    + " the world can be reached.")
    private boolean standIns;

    private Images() {}

    private static final class Where {
        @Option(names = "--registry", paramLabel = "HOST/PREFIX", description = "Pushes them.")
        private @Nullable String registry;

        @Option(names = "--tar", paramLabel = "DIR", description = "Writes a tar file for each.")
        private @Nullable Path folder;
    }

    public static void main(String[] args) {
        var line = new CommandLine(new Images()).setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("akoflow: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var workshop =
                new Workshop(Path.of(System.getProperty("akoflow.home", ".")).toAbsolutePath());
        if (base == null && !System.getProperty("os.name").equals("Linux")) {
            System.err.println("akoflow: Expected --base with an image that has Java 25, since the JDK of this machine"
                    + " does not run on Linux. Try --base eclipse-temurin:25-jre.");
            return CommandLine.ExitCode.USAGE;
        }
        List<Built> built = new ArrayList<>();
        var services = new Builder(workshop, target(), tag, base, labels());
        for (var plan : services(workshop)) {
            built.add(build(services, plan));
        }
        if (standIns) {
            var others = new Builder(workshop, target(), tag, null, labels());
            for (var plan : new StandIns(workshop, JavaRuntime.forKafka(workshop)).all()) {
                built.add(build(others, plan));
            }
        }
        print(built);
        return CommandLine.ExitCode.OK;
    }

    private ImageTarget target() {
        var chosen = Objects.requireNonNull(where);
        return chosen.folder != null
                ? new ImageTarget.Tars(chosen.folder)
                : new ImageTarget.Registry(Objects.requireNonNull(chosen.registry), insecure);
    }

    private List<ImagePlan> services(Workshop workshop) throws IOException {
        return base == null
                ? new ServiceImages(workshop, List.of(JavaRuntime.layer(workshop)), JavaRuntime.HOME + "/bin/java")
                        .all()
                : new ServiceImages(workshop, List.of(), "java").all();
    }

    private static Built build(Builder builder, ImagePlan plan) throws IOException, InterruptedException {
        var built = builder.build(plan);
        System.err.println("Built %s:%s %s".formatted(built.place(), built.tag(), built.digest()));
        return built;
    }

    private static Map<String, String> labels() {
        var labels = new HashMap<String, String>();
        labels.put("org.opencontainers.image.version", VERSION);
        labels.put("org.opencontainers.image.licenses", "Apache-2.0");
        var revision = System.getProperty("akoflow.revision", "");
        if (!revision.isEmpty()) {
            labels.put("org.opencontainers.image.revision", revision);
        }
        return labels;
    }

    private static void print(List<Built> built) {
        System.out.println("images:");
        for (var image : built) {
            System.out.println("  - name: " + image.stands());
            System.out.println("    newName: " + image.place());
            System.out.println("    newTag: " + image.tag() + " # " + image.digest());
        }
    }
}
