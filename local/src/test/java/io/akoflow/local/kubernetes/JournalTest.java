package io.akoflow.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadSnapshotAndWhatCameAfterIt() throws Exception {
        // given
        try (var journal = Journal.open(folder, _ -> {})) {
            journal.append(added("a", 1));
            journal.append(added("b", 2));
            journal.compact(List.of(map("a", 1), map("b", 2)), 2);
            journal.append(new Change(Change.Kind.DELETED, map("a", 3), map("a", 1)));
            await().until(() -> names().equals(List.of("journal-0000000000000000002", "snapshot-0000000000000000002")));
        }

        // when
        var lines = read();

        // then
        assertThat(lines).containsExactly("1 a", "2 b", "3 a deleted");
    }

    @Test
    void shouldSkipWhatSnapshotHasWhenCrashLeftOlderJournal() throws Exception {
        // given
        try (var journal = Journal.open(folder, _ -> {})) {
            journal.append(added("a", 1));
            journal.append(new Change(Change.Kind.DELETED, map("a", 2), map("a", 1)));
        }
        Files.writeString(folder.resolve("snapshot-0000000000000000002"), "");
        Files.writeString(folder.resolve("snapshot.tmp"), "{\"half");

        // when
        var lines = read();

        // then
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldReadAllBeforeLineThatIsTornWithinALetter() throws Exception {
        // given
        try (var journal = Journal.open(folder, _ -> {})) {
            journal.append(added("a", 1));
        }
        var file = folder.resolve(names().getFirst());
        Files.write(file, new byte[] {'{', '"', (byte) 0xC3}, StandardOpenOption.APPEND);

        // when
        var lines = read();

        // then
        assertThat(lines).containsExactly("1 a");
    }

    private List<String> read() throws IOException {
        var lines = new ArrayList<String>();
        Journal.open(
                        folder,
                        line -> lines.add(
                                line.version() + " " + line.name() + (line.object() == null ? " deleted" : "")))
                .close();
        return lines;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Change added(String name, long version) {
        return new Change(Change.Kind.ADDED, map(name, version), null);
    }

    private static Stored map(String name, long version) {
        var tree = Json.object().put("kind", "ConfigMap").put("apiVersion", "v1");
        Json.metadata(tree).put("name", name).put("uid", "uid-" + name).put("resourceVersion", Long.toString(version));
        return Stored.of(ResourceType.CONFIG_MAPS, tree);
    }
}
