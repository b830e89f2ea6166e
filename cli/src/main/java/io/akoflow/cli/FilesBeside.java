package io.akoflow.cli;

import io.akoflow.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files in the folder of a workflow file that may belong to it: catalogs, and those that it names. */
final class FilesBeside {

    private static final Pattern KIND = Pattern.compile(".*\\.(ya?ml|json)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CATALOG = Pattern.compile("(transformations|replicas|tc|rc)\\.yml");

    private FilesBeside() {}

    /** By name; without those that can't be read, of which whoever needs one says that it is not there. */
    static Map<String, byte[]> of(@Nullable Path file, byte[] content) {
        var files = new TreeMap<String, byte[]>();
        if (file == null || file.toString().equals("-")) {
            return files;
        }
        var text = new String(content, StandardCharsets.UTF_8);
        var folder = file.toAbsolutePath().getParent();
        try (var all = Files.newDirectoryStream(folder)) {
            for (var other : all) {
                var name = other.getFileName().toString();
                boolean mayBelong =
                        CATALOG.matcher(name).matches() || (KIND.matcher(name).matches() && text.contains(name));
                if (mayBelong && !other.equals(file.toAbsolutePath()) && isSmall(other)) {
                    files.put(name, Files.readAllBytes(other));
                }
            }
        } catch (IOException _) {
            return files;
        }
        return files;
    }

    private static boolean isSmall(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= YamlReader.LARGEST;
    }
}
