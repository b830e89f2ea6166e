package io.akoflow.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A disk that can't be read, or not to the end")
class DiskInTroubleTest {

    @TempDir
    private Path folder;

    private Path root;
    private Disk disk;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(folder.resolve("disk"));
        disk = new Disk(root, "claim");
    }

    @Test
    void shouldFailWhenFileBecomesShorter() throws IOException {
        // given
        Files.writeString(root.resolve("log"), "12345");
        var opened = (Opened.Content) disk.open("log");

        // when
        Files.writeString(root.resolve("log"), "123");

        // then
        try (var content = opened.content()) {
            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the file has become shorter while it was read");
        }
    }

    @Test
    void shouldNotWaitForAPipeThatIsAskedForAsAFolder() throws Exception {
        // given
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        // when
        var opened = CompletableFuture.supplyAsync(() -> disk.open("pipe/x"));

        // then
        assertThat(opened).succeedsWithin(Duration.ofSeconds(20)).isInstanceOf(Opened.Refused.class);
    }

    @Test
    void shouldSayWhyWhenTheDiskItselfCanNotBeRead() throws IOException {
        // given
        var none = new Disk(Files.writeString(folder.resolve("file"), "x"), "claim");

        // when
        var list = none.files();
        var file = none.open("a");

        // then
        assertThat(list).isEqualTo(file).isInstanceOfSatisfying(Opened.Refused.class, it -> {
            assertThat(it.status()).isEqualTo(500);
            assertThat(it.message())
                    .startsWith("Expected to read the disk 'claim', but it failed with NotDirectoryException: ");
        });
    }

    @Test
    void shouldSayWhoMayReadWhenTheDiskIsClosed() throws IOException {
        // given
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(root), "SKIPPED: this user may read everything");

        // when
        var list = disk.files();
        var file = disk.open("a");

        // then
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        assertThat(list)
                .isEqualTo(file)
                .isInstanceOfSatisfying(
                        Opened.Refused.class, it -> assertThat(it.status()).isEqualTo(403));
    }

    @Test
    void shouldCountFoldersAndSayWhoMayReadWhenItMayNot() throws IOException {
        // given
        Files.createDirectory(root.resolve("closed"));
        Files.writeString(root.resolve("private"), "x");
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(root.resolve("private"), PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(root.resolve("private")), "SKIPPED: this user may read everything");

        // when
        var list = disk.list();

        // then
        assertThat(list.unreadable()).isEqualTo(1);
        assertThat(disk.open("private"))
                .isInstanceOfSatisfying(
                        Opened.Refused.class, it -> assertThat(it.status()).isEqualTo(403));
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
    }
}
