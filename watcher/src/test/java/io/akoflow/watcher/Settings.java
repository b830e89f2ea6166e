package io.akoflow.watcher;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The watcher's settings for a test. */
public final class Settings {

    private Settings() {}

    /** The defaults, but for these below {@code akoflow.watcher}. */
    public static WatcherConfig of(Map<String, String> differences) {
        Map<String, String> prefixed = new HashMap<>();
        differences.forEach((name, value) -> prefixed.put("akoflow.watcher." + name, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(WatcherConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(WatcherConfig.class);
    }
}
