package io.akoflow.cli;

import io.akoflow.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files in the folder of a workflow file that may belong to it: catalogs, and those that it names, or that those name.
 */
final class FilesBeside {

    private static final Pattern KIND = Pattern.compile(".*\\.(ya?ml|json)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CATALOG = Pattern.compile("(transformations|replicas|tc|rc)\\.yml");
    private static final String AGGLOMERATIONS = ".config.jobAgglomerations.json";

    private FilesBeside() {}

    /** By name; without those that can't be read, of which whoever needs one says that it is not there. */
    static Map<String, byte[]> of(@Nullable Path file, byte[] content) {
        var files = new TreeMap<String, byte[]>();
        if (file == null || file.toString().equals("-")) {
            return files;
        }
        var candidates = candidates(file.toAbsolutePath());
        var agglomerations = file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + AGGLOMERATIONS;
        var texts = new ArrayDeque<>(List.of(content));
        while (!texts.isEmpty()) {
            var text = new String(texts.remove(), StandardCharsets.UTF_8);
            var named = candidates.keySet().stream()
                    .filter(name ->
                            CATALOG.matcher(name).matches() || name.equals(agglomerations) || text.contains(name))
                    .toList();
            for (var name : named) {
                read(Objects.requireNonNull(candidates.remove(name))).ifPresent(bytes -> {
                    files.put(name, bytes);
                    texts.add(bytes);
                });
            }
        }
        return files;
    }

    private static Map<String, Path> candidates(Path file) {
        var candidates = new TreeMap<String, Path>();
        try (var all = Files.newDirectoryStream(file.getParent())) {
            for (var other : all) {
                var name = other.getFileName().toString();
                if (KIND.matcher(name).matches() && !other.equals(file) && isSmall(other)) {
                    candidates.put(name, other);
                }
            }
        } catch (IOException _) {
            return candidates;
        }
        return candidates;
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isSmall(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= YamlReader.LARGEST;
    }
}
