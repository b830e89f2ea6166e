package io.akoflow.gateway.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akoflow.contract.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFoldersTest {

    private static final RunId RUN = new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz");

    @TempDir
    private Path root;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(root.resolve("akoflow-work/mine"));
        Files.createDirectories(root.resolve("lab/mine"));
        Files.writeString(root.resolve("akoflow-work/mine/a.txt"), "usual");
        Files.writeString(root.resolve("lab/mine/a.txt"), "of the lab");
        Files.createSymbolicLink(root.resolve("lab/link"), root.resolve("akoflow-work/mine"));
    }

    @Test
    void shouldReadTheDiskOfItsNamespace() throws IOException {
        assertThat(text(read(null, "mine", "a.txt"))).isEqualTo("usual");
        assertThat(text(read("lab", "mine", "a.txt"))).isEqualTo("of the lab");
        assertThat(text(read("lab", "mine", null))).startsWith("{\"items\":[{\"path\":\"a.txt\",\"bytes\":10,");
    }

    @Test
    void shouldSaySoWhenThereIsNoDisk() {
        assertThat(read(null, "other", null)).isEqualTo(new DiskReading.NoDisk("There is no folder 'other'."));
        assertThat(read("lab", "link", null)).isEqualTo(new DiskReading.NoDisk("There is no folder 'link'."));
    }

    @Test
    void shouldRefuseWhenFileIsNotBelowTheDisk() {
        assertThat(read("lab", "mine", "../../akoflow-work/mine/a.txt"))
                .isInstanceOfSatisfying(
                        DiskReading.Refused.class, it -> assertThat(it.status()).isEqualTo(422));
    }

    @Test
    void shouldRefuseWhenNamesAreNoNames() {
        assertThatThrownBy(() -> read("..", "lab", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("lab", "../lab/mine", null)).isInstanceOf(IllegalArgumentException.class);
    }

    private DiskReading read(@Nullable String namespace, String claim, @Nullable String path) {
        return new DiskFolders(root, "akoflow-work").read(new DiskWish(RUN, namespace, claim, path));
    }

    private static String text(DiskReading reading) throws IOException {
        try (var content = ((DiskReading.Content) reading).content()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
