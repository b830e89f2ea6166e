package io.akoflow.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder that becomes a link while the disk is read")
class SwappedFolderTest {

    private static final int READS = 3_000;

    @TempDir
    private Path folder;

    @Test
    void shouldNeverLeadOutOfTheDisk() throws Exception {
        // given
        var root = Files.createDirectory(folder.resolve("disk"));
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "secret");
        Files.writeString(outside.resolve("only-outside"), "secret");
        var inside = Files.createDirectory(root.resolve("swapped"));
        Files.writeString(inside.resolve("file"), "inside");
        var disk = new Disk(root, "claim");
        var stop = new CountDownLatch(1);
        var swapper = Thread.ofPlatform().start(() -> swap(root, outside, stop));

        // when
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < READS; i++) {
            disk.list().items().forEach(it -> seen.add(it.path()));
            if (disk.open("swapped/file") instanceof Opened.Content(var _, var content)) {
                try (content) {
                    seen.add(new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        stop.countDown();
        swapper.join();

        // then
        assertThat(seen).contains("inside", "swapped/file").doesNotContain("secret", "swapped/only-outside");
    }

    /** There is always something by that name, or almost. */
    private static void swap(Path root, Path outside, CountDownLatch stop) {
        var swapped = root.resolve("swapped");
        var away = root.resolveSibling("away");
        try {
            while (stop.getCount() > 0) {
                Files.move(swapped, away);
                Files.createSymbolicLink(swapped, outside);
                Files.delete(swapped);
                Files.move(away, swapped);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
