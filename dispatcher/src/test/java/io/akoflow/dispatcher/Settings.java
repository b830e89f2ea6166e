package io.akoflow.dispatcher;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The dispatcher's settings for a test. */
public final class Settings {

    private Settings() {}

    /** The defaults, but for these below {@code akoflow.dispatcher}. */
    public static DispatcherConfig of(Map<String, String> differences) {
        var prefixed = new java.util.HashMap<String, String>();
        differences.forEach((name, value) -> prefixed.put("akoflow.dispatcher." + name, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(DispatcherConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(DispatcherConfig.class);
    }
}
