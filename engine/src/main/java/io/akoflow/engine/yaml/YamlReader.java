package io.akoflow.engine.yaml;

import io.akoflow.contract.Problem;

/**
 * Reads one document of YAML 1.2 or JSON in UTF-8, or in UTF-16 with a byte order mark. The tree is never more than
 * {@link #DEEPEST} levels deep, its texts can be written as UTF-8 and have no NUL, and all of it, aliases written out,
 * has no more than {@link #LARGEST} characters.
 */
public final class YamlReader {

    /** Of a file, in bytes. */
    public static final int LARGEST = 16 * 1024 * 1024;

    /** Levels of lists and mappings in each other. */
    public static final int DEEPEST = 100;

    private YamlReader() {}

    /** What {@code file} says. Never throws, whatever the bytes are. */
    public static YamlReading read(byte[] file) {
        if (file.length > LARGEST) {
            var message = "Expected a file of at most 16 MiB, but it has %,d bytes".formatted(file.length);
            return YamlReading.refused(new Problem(Problem.Severity.ERROR, 0, 0, message));
        }
        return switch (Text.of(file)) {
            case Text.Decoded(var text) -> new TreeBuilder(JsonTabs.spaced(text)).build();
            case Text.Undecodable(var why) -> YamlReading.refused(why);
        };
    }
}
