package io.akoflow.engine.export;

import io.akoflow.contract.StoragePolicy;
import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On whose disk a run's files are: under {@code standalone} each activity has one, else there is one for all. */
final class FilePlaces {

    private final ToldRun run;
    private final List<Set<String>> written;

    /** @param activity the ordinal of whose disk it is on; null for the run's */
    record FilePlace(String path, @Nullable Integer activity) {}

    FilePlaces(ToldRun run) {
        this.run = run;
        boolean isAlone = run.workflow().storage().type() == StoragePolicy.Type.STANDALONE;
        this.written =
                isAlone ? run.files().stream().map(it -> paths(it.outputs())).toList() : List.of();
    }

    private static Set<String> paths(List<NamedFile> files) {
        var paths = new HashSet<String>();
        files.forEach(it -> paths.add(it.path()));
        return paths;
    }

    FilePlace ofOutput(int ordinal, String path) {
        return new FilePlace(path, written.isEmpty() ? null : ordinal);
    }

    /** With whoever wrote it of those on which it depends, of which the last counts; its own is a copy of that. */
    FilePlace ofInput(int ordinal, String path) {
        if (written.isEmpty()) {
            return new FilePlace(path, null);
        }
        return run.activity(ordinal).dependsOn().reversed().stream()
                .filter(parent -> written.get(parent).contains(path))
                .findFirst()
                .map(parent -> new FilePlace(path, parent))
                .orElseGet(() -> new FilePlace(path, ordinal));
    }
}
