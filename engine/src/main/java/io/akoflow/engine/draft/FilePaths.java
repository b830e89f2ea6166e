package io.akoflow.engine.draft;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Paths of other systems as paths below the folder in which an activity works. */
public final class FilePaths {

    private FilePaths() {}

    /**
     * The same place below the folder: without what makes it absolute, and without {@code .}; a part {@code ..} becomes
     * {@code __}, so that nothing leads out. Not empty.
     */
    public static String below(String path) {
        var parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .map(part -> part.equals("..") ? "__" : part)
                .collect(Collectors.joining("/"));
        return parts.isBlank() ? "_" : parts;
    }

    /** The command that makes the folders of these, which {@link #below} made; empty when they have none. */
    public static String makeFolders(Collection<String> paths) {
        var folders = paths.stream()
                .map(FilePaths::folder)
                .filter(folder -> !folder.isEmpty())
                .distinct()
                .toList();
        return folders.isEmpty() ? "" : "mkdir -p -- " + Words.joined(folders);
    }

    /** The folder of a path that {@link #below} made; empty when it is the one in which the activity works. */
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
