package io.akoflow.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOwnerTest {

    private static final int SOMEBODY = 999;

    @TempDir
    private Path folder;

    @Test
    void shouldAskForNoRightsWhenFolderIsTheirs() throws IOException {
        // given
        int mine = (Integer) Files.getAttribute(folder, "unix:uid");

        // when
        FolderOwner.set(folder, mine);

        // then
        assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(mine);
    }

    @Test
    void shouldGiveFolderAwayWhenRootDoes() throws IOException {
        // given
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")), "SKIPPED: Expected to be root");

        // when
        FolderOwner.set(folder, SOMEBODY);

        // then
        assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(SOMEBODY);
    }

    @Test
    void shouldFailWhenThereIsNoFolder() {
        assertThatIOException().isThrownBy(() -> FolderOwner.set(folder.resolve("none"), SOMEBODY));
    }
}
