package io.akoflow.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskTest {

    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private Disk disk;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(folder.resolve("disk"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        disk = new Disk(root, "claim");
    }

    @Test
    void shouldTellFilesOfAllFoldersByTheirPaths() throws IOException {
        // given
        write("b.txt", "22");
        write("a/deep/c.txt", "333");
        Files.createDirectory(root.resolve("empty"));
        write("lost+found/x", "of the file system");
        write("a/lost+found", "of the user");
        Files.setLastModifiedTime(root.resolve("b.txt"), FileTime.from(AT));

        // when
        var list = disk.list();

        // then
        assertThat(list.items()).extracting(OutputFile::path).containsExactly("a/deep/c.txt", "a/lost+found", "b.txt");
        assertThat(list.items().getLast()).isEqualTo(new OutputFile("b.txt", 2, AT, "claim"));
        assertThat(list.truncated()).isFalse();
        assertThat(list.unreadable()).isZero();
    }

    @Test
    void shouldPassByWhatIsNoRegularFile() throws Exception {
        // given
        write("file", "x");
        Files.createSymbolicLink(root.resolve("link-to-file"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("link-to-folder"), outside);
        Files.createSymbolicLink(root.resolve("link-to-itself"), root);
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        // when
        var list = disk.list();

        // then
        assertThat(list.items()).extracting(OutputFile::path).containsExactly("file");
        assertThat(disk.open("pipe"))
                .isInstanceOfSatisfying(
                        Opened.Refused.class,
                        it -> assertThat(it.message()).endsWith("but it is a device, pipe or socket"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside/secret.txt",
                "a/../../outside/secret.txt",
                "/etc/passwd",
                "a//b",
                "a/./b",
                "..",
                ".",
                "",
                "a/",
                "a\0b"
            })
    void shouldRefuseWhenPathIsNotBelowTheRoot(String path) throws IOException {
        // given
        write("a/b", "x");

        // when
        var opened = disk.open(path);

        // then
        assertThat(opened).isInstanceOfSatisfying(Opened.Refused.class, it -> {
            assertThat(it.status()).isEqualTo(422);
            assertThat(it.message()).startsWith("Expected the path of a file on the disk");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"link.txt", "link/secret.txt", "a/up/outside/secret.txt"})
    void shouldNotFollowLinks(String path) throws IOException {
        // given
        write("a/b", "x");
        Files.createSymbolicLink(root.resolve("link.txt"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("a/up"), folder);

        // when
        var opened = disk.open(path);

        // then
        assertThat(opened)
                .isInstanceOfSatisfying(
                        Opened.Refused.class, it -> assertThat(it.status()).isIn(404, 422));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines.txt", "snow ☃ 😀.txt", "a/<b>&\"'.txt", "-rf", "ümlaut", " ", "…/..."})
    void shouldTellAndOpenByAnyName(String path) throws IOException {
        // given
        write(path, "content of it");

        // when
        var told = new ObjectMapper().readTree(disk.list().json()).path("items").path(0);

        // then
        assertThat(told.path("path").asText()).isEqualTo(path);
        assertThat(told.path("bytes").asInt()).isEqualTo(13);
        assertThat(content(path)).isEqualTo("content of it");
    }

    @Test
    void shouldOpenWhatIsToldWhenNameIsNoText() throws Exception {
        // given
        shell("printf odd > \"$(printf 'bytes-\\377')\"");
        assumeTrue(disk.list().items().size() == 1, "SKIPPED: this file system takes no such names");

        // when
        var told = disk.list().items().getFirst().path();

        // then
        assertThat(told).startsWith("bytes-");
        assertThat(content(told)).isEqualTo("odd");
    }

    @Test
    void shouldRefuseWhenTwoNamesLookAlike() throws Exception {
        // given
        shell("printf one > \"$(printf 'bytes-\\377')\"; printf two > \"$(printf 'bytes-\\376')\"");
        assumeTrue(disk.list().items().size() == 2, "SKIPPED: this file system takes no such names");

        // when
        var opened = disk.open(disk.list().items().getFirst().path());

        // then
        assertThat(opened)
                .isInstanceOfSatisfying(
                        Opened.Refused.class, it -> assertThat(it.status()).isEqualTo(409));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "a/nothing", "a/b/c", "nothing/b"})
    void shouldSaySoWhenThereIsNoSuchFile(String path) throws IOException {
        // given
        write("a/b", "x");

        // when
        var opened = disk.open(path);

        // then
        assertThat(opened)
                .isEqualTo(new Opened.Refused(
                        404, "Expected a file '%s' on the disk 'claim', but there is none".formatted(path)));
    }

    @Test
    void shouldSaySoWhenItIsAFolder() throws IOException {
        // given
        write("a/b", "x");

        // when
        var opened = disk.open("a");

        // then
        assertThat(opened)
                .isEqualTo(
                        new Opened.Refused(422, "Expected a file at 'a', but it is a folder; ask for the files in it"));
    }

    @Test
    void shouldTellNoMoreThanItsLimits() throws IOException {
        // given
        for (int i = 0; i < 12; i++) {
            write("d" + i % 3 + "/f" + i, "x");
        }
        write("a/b/c/d/e", "x");

        // when / then
        assertThat(limited(5, 1_000, 1_000, 9).items()).hasSize(5);
        assertThat(limited(5, 1_000, 1_000, 9).truncated()).isTrue();
        assertThat(limited(13, 1_000, 1_000, 9).truncated()).isFalse();
        assertThat(limited(13, 20, 1_000, 9).truncated()).isTrue();
        assertThat(limited(13, 1_000, 7, 9).truncated()).isTrue();
        assertThat(limited(13, 1_000, 1_000, 3).truncated()).isTrue();
    }

    @Test
    void shouldGiveNoMoreThanToldWhenFileGrows() throws IOException {
        // given
        write("log", "12345");
        var opened = (Opened.Content) disk.open("log");

        // when
        write("log", "123456789");

        // then
        try (var content = opened.content()) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("12345");
        }
        assertThat(opened.bytes()).isEqualTo(5);
    }

    private OutputList limited(int files, long characters, long entries, int depth) throws IOException {
        return new Disk(root, "claim", new Disk.Limits(files, characters, entries, depth)).list();
    }

    private void shell(String script) throws Exception {
        var process = new ProcessBuilder(List.of("sh", "-c", script)).directory(root.toFile());
        process.environment().put("LC_ALL", "C");
        assertThat(process.start().waitFor()).isZero();
    }

    private String content(String path) throws IOException {
        try (var content = ((Opened.Content) disk.open(path)).content()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
