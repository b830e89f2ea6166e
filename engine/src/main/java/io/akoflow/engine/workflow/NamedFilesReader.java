package io.akoflow.engine.workflow;

import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads {@code inputs} and {@code outputs}: paths, or paths with sizes. */
final class NamedFilesReader {

    /** Linux takes no longer one, in bytes with the NUL at its end. */
    private static final int LONGEST = 4095;

    private static final long MOST_BYTES = 1L << 53;

    private final Problems problems;
    private final Typed typed;

    NamedFilesReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
    }

    NamedFiles read(Fields activity) {
        boolean hasNone = !activity.has("inputs") && !activity.has("outputs");
        return hasNone ? NamedFiles.NONE : new NamedFiles(files(activity, "inputs"), files(activity, "outputs"));
    }

    private List<NamedFile> files(Fields activity, String key) {
        var paths = new HashSet<String>();
        List<NamedFile> files = new ArrayList<>();
        for (var item : activity.list(key).orElse(List.of())) {
            file(item, key).ifPresent(file -> {
                if (paths.add(file.path())) {
                    files.add(file);
                } else {
                    problems.error(
                            item,
                            "Expected each file of '%s' once, but %s is there already",
                            key,
                            Shown.text(file.path()));
                }
            });
        }
        return files;
    }

    private Optional<NamedFile> file(Node item, String key) {
        if (item instanceof Node.Mapping mapping) {
            var fields = new Fields(mapping, Section.NAMED_FILE, problems);
            fields.require("path");
            var bytes = fields.whole("bytes", 0, MOST_BYTES);
            return fields.text("path").filter(this::isPath).map(path -> new NamedFile(path.text(), bytes.orElse(-1L)));
        }
        return typed.text(item, "each item of '" + key + "'")
                .filter(this::isPath)
                .map(path -> new NamedFile(path.text(), -1));
    }

    private boolean isPath(Node.Scalar text) {
        var path = text.text();
        boolean isOne = !path.isBlank()
                && !path.startsWith("/")
                && path.length() <= LONGEST
                && Arrays.stream(path.split("/", -1)).noneMatch(".."::equals);
        if (!isOne) {
            problems.error(
                    text,
                    "Expected a path below the activity's folder, without '..' and of at most %,d characters, but it is %s",
                    LONGEST,
                    Shown.text(path));
        }
        return isOne;
    }
}
