package io.akoflow.deploy.images;

import io.akoflow.deploy.images.ImagePlan.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans of the services' images, of what sets a deployment up, and of what reads disks. */
final class ServiceImages {

    private static final List<String> SERVICES = List.of("api-gateway", "planner", "dispatcher", "watcher");
    private static final String APP = "/app";
    private static final int USER = 10_001;
    private static final int PORT = 8080;

    private final Workshop workshop;
    private final List<Layer> below;
    private final String java;

    /**
     * @param below the layers with Java, of an image without a base
     * @param java the program
     */
    ServiceImages(Workshop workshop, List<Layer> below, String java) {
        this.workshop = workshop;
        this.below = List.copyOf(below);
        this.java = java;
    }

    List<ImagePlan> all() throws IOException {
        List<ImagePlan> plans = new ArrayList<>();
        for (var service : SERVICES) {
            plans.add(service(service));
        }
        plans.add(program("setup", "io.akoflow.setup.Setup"));
        plans.add(program("reader", "io.akoflow.reader.Reader"));
        return plans;
    }

    private ImagePlan service(String name) throws IOException {
        var app = workshop.built(name).resolve("quarkus-app");
        List<Layer> layers = new ArrayList<>(below);
        layers.add(new Layer("libraries", Entries.tree(app.resolve("lib"), APP + "/lib")));
        var own = new ArrayList<>(Entries.tree(app.resolve("app"), APP + "/app"));
        own.addAll(Entries.tree(app.resolve("quarkus"), APP + "/quarkus"));
        own.add(Entries.entry(app.resolve("quarkus-run.jar"), APP + "/quarkus-run.jar"));
        layers.add(new Layer("service", own));
        var command = List.of(
                java,
                "-XX:MaxRAMPercentage=60",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                APP + "/quarkus-run.jar");
        return new ImagePlan(name, "akoflow/" + name, "akoflow " + name, layers, command, environment(), USER, PORT);
    }

    /** A program that ends by itself. */
    private ImagePlan program(String name, String mainClass) throws IOException {
        var built = workshop.built(name);
        List<Layer> layers = new ArrayList<>(below);
        layers.add(new Layer("libraries", Entries.jars(built.resolve("lib"), APP + "/lib")));
        layers.add(new Layer(name, Entries.jars(built, APP)));
        var command = List.of(
                java,
                "-XX:MaxRAMPercentage=60",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData", // it would want to write
                "-cp",
                APP + "/*:" + APP + "/lib/*",
                mainClass);
        return new ImagePlan(name, "akoflow/" + name, "akoflow " + name, layers, command, environment(), USER, 0);
    }

    private static Map<String, String> environment() {
        return Map.of("LANG", "C.UTF-8", "JAVA_HOME", JavaRuntime.HOME);
    }
}
