package io.akoflow.local;

import java.nio.file.Path;
import java.util.Locale;

/** The services, which are started from what Maven builds. */
public enum Service {
    GATEWAY("api-gateway"),
    PLANNER("planner"),
    DISPATCHER("dispatcher"),
    WATCHER("watcher");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** As people read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Part part() {
        return Part.valueOf(name());
    }

    /** What Maven builds of it. */
    public Path jar(Path home) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
