package io.akoflow.engine.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.view.Outline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Workflow files of other projects, which are beside this one and not in it. */
public final class SharedFiles {

    private static final Path FOLDER = Path.of("../../shared/data");

    private SharedFiles() {}

    /** What {@code path} holds; the test is skipped where there is no such file. */
    public static byte[] read(String path) throws IOException {
        var file = FOLDER.resolve(path);
        assumeTrue(Files.exists(file), () -> "Expected %s, but it is not there".formatted(file));
        return Files.readAllBytes(file);
    }

    /** Every workflow file that is there, by its path; where none is, the empty path, which {@link #read} skips. */
    public static List<String> all() throws IOException {
        if (!Files.exists(FOLDER)) {
            return List.of("");
        }
        try (var files = Files.find(FOLDER, 2, (path, file) -> file.isRegularFile() && depth(path) == 2)) {
            return files.map(path -> FOLDER.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static int depth(Path path) {
        return FOLDER.relativize(path).getNameCount();
    }

    /** Activities, dependencies, levels, and activities on the widest level. */
    public record Shape(int activities, int dependencies, int depth, int width) {

        public static Shape of(Workflow workflow) {
            var activities = workflow.activities();
            var outline = Outline.of(
                    activities.stream().map(Activity::name).toList(),
                    activities.stream().map(Activity::dependsOn).toList());
            int[] levels = outline.level().stream().mapToInt(Integer::intValue).toArray();
            int depth = Arrays.stream(levels).max().orElse(-1) + 1;
            int width = outline.level().stream()
                    .mapToInt(level -> Collections.frequency(outline.level(), level))
                    .max()
                    .orElse(0);
            return new Shape(
                    activities.size(),
                    activities.stream().mapToInt(it -> it.dependsOn().size()).sum(),
                    depth,
                    width);
        }
    }
}
