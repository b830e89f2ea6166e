package io.akoflow.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.deploy.images.ImagePlan.Entry;
import io.akoflow.deploy.images.ImagePlan.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderTest {

    @TempDir
    private Path folder;

    @Test
    void shouldBuildTheSameImageForAnOrdinaryUserWhenBuiltAgain() throws Exception {
        // given
        var file = Files.writeString(folder.resolve("hello"), "hello");
        var layer = new Layer("app", List.of(new Entry(file, "/app/hello", "644")));
        var environment = Map.of("LANG", "C.UTF-8", "A", "1", "B", "2");
        var plan = new ImagePlan(
                "planner", "akoflow/planner", "it", List.of(layer), List.of("/run"), environment, 7, 8080);
        var tars = new ImageTarget.Tars(folder.resolve("tars"));
        var builder = new Builder(new Workshop(folder), tars, "1.0", null, Map.of("version", "1"));

        // when
        var first = builder.build(plan);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        var second = builder.build(plan);

        // then
        assertThat(second).isEqualTo(first);
        assertThat(first.place()).isEqualTo("akoflow/planner");
        var tar = folder.resolve("tars/planner.tar");
        assertThat(file(tar, "\"RepoTags\"")).contains("akoflow/planner:1.0");
        assertThat(file(tar, "\"rootfs\""))
                .contains("\"User\":\"7:7\"", "\"Entrypoint\":[\"/run\"]", "\"8080/tcp\"", "\"version\":\"1\"")
                .contains("\"A=1\"", "\"B=2\"", "\"LANG=C.UTF-8\"");
    }

    private static String file(Path tar, String part) throws IOException {
        try (var in = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (text.contains(part)) {
                    return text;
                }
            }
        }
        throw new IOException("Expected a file with " + part + " in " + tar + ", but there is none");
    }
}
