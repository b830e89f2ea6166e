package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftFile;
import io.akoflow.engine.draft.FilePaths;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that a job reads and writes, by their logical names, in the file's order.
 *
 * @param outputs where each is named
 */
record Uses(Map<String, DraftFile> inputs, Map<String, Node> outputs, Map<String, DraftFile> written) {

    private static final Set<String> KEYS = Set.of("lfn", "type", "size");

    static Uses of(Keyed job) {
        var uses = new Uses(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var use : job.all("uses", "a use of a file")) {
            use.onlyKnown(KEYS);
            long bytes = use.bytes("size").orElse(-1L);
            use.required("lfn").ifPresent(lfn -> uses.add(use, lfn, bytes));
        }
        job.scalar("stdin").ifPresent(uses::read);
        job.scalar("stdout").ifPresent(uses::write);
        job.scalar("stderr").ifPresent(uses::write);
        return uses;
    }

    private void add(Keyed use, Node.Scalar lfn, long bytes) {
        var file = new DraftFile(FilePaths.below(lfn.text()), bytes);
        switch (use.text("type").orElse("")) {
            case "input" -> inputs.putIfAbsent(lfn.text(), file);
            case "output" -> write(lfn, file);
            case "inout" -> {
                inputs.putIfAbsent(lfn.text(), file);
                write(lfn, file);
            }
            case "checkpoint" -> use.notHonoured("type", "is checkpoint, which has no effect; a retry begins anew");
            case "none" -> {
                // said to be used, and neither read nor written
            }
            default -> use.notHonoured("type", "is none of input, output, inout, checkpoint and none");
        }
    }

    private void read(Node.Scalar lfn) {
        inputs.putIfAbsent(lfn.text(), new DraftFile(FilePaths.below(lfn.text()), -1));
    }

    private void write(Node.Scalar lfn) {
        write(lfn, new DraftFile(FilePaths.below(lfn.text()), -1));
    }

    private void write(Node.Scalar lfn, DraftFile file) {
        outputs.putIfAbsent(lfn.text(), lfn);
        written.putIfAbsent(lfn.text(), file);
    }

    List<DraftFile> read() {
        return distinct(inputs);
    }

    List<DraftFile> wrote() {
        return distinct(written);
    }

    /** Two logical names may mean one place. */
    private static List<DraftFile> distinct(Map<String, DraftFile> files) {
        var once = new LinkedHashMap<String, DraftFile>();
        files.values().forEach(file -> once.putIfAbsent(file.path(), file));
        return List.copyOf(once.values());
    }
}
