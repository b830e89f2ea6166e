package io.akoflow.reader;

import java.util.List;
import java.util.Optional;

/** Paths as people ask for them. */
final class FilePath {

    private static final int LONGEST = 4096;

    private FilePath() {}

    /** The names on the way to a file; empty when it is no path below a root. */
    static Optional<List<String>> parse(String path) {
        if (path.isEmpty() || path.length() > LONGEST || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var names = List.of(path.split("/", -1));
        boolean isPlain = names.stream().noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
        return isPlain ? Optional.of(names) : Optional.empty();
    }
}
