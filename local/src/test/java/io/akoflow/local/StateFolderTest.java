package io.akoflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir
    Path folder;

    @Test
    void shouldLetOnlyOwnerReadWhenSecretsAreWritten() throws IOException {
        // given
        var state = new StateFolder(folder.resolve("state"));
        state.make();

        // when
        state.newToken();
        state.secret("postgres");
        state.writeClientProperties(Map.of("sasl.jaas.config", "secret"));
        state.writeServiceSettings("gateway", Map.of("akoflow.gateway.token", "secret"));

        // then
        assertThat(mode(state.root())).isEqualTo("rwx------");
        try (var paths = Files.walk(state.root())) {
            assertThat(paths.filter(Files::isRegularFile))
                    .hasSize(5)
                    .allSatisfy(path -> assertThat(mode(path)).isEqualTo("rw-------"));
        }
    }

    @Test
    void shouldKeepTokenWhenStartedAgain() {
        // given
        var state = new StateFolder(folder);
        state.make();
        var first = state.newToken();

        // when
        state.withoutToken();
        var second = state.newToken();

        // then
        assertThat(second).isEqualTo(first).hasSizeGreaterThanOrEqualTo(40).isEqualTo(state.token());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
