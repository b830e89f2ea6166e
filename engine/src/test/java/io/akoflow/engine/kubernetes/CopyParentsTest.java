package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.Command;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.RunId;
import io.akoflow.contract.StoragePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the copy of the parents' disks in a shell, with other folders in place of the mounts. */
class CopyParentsTest {

    private static final int PARENTS = 12;

    @TempDir
    Path folder;

    @Test
    void shouldCopyAllFilesAndSayWhatIsReplacedWhenDisksAreElsewhere() throws Exception {
        // given
        for (int i = 0; i < PARENTS; i++) {
            write(i, "only-" + i, "of " + i);
            write(i, "lost+found/x", "of the disk");
        }
        write(1, "deep/same name", "of 1");
        write(10, "deep/same name", "of 10");
        write(11, ".hidden", "of 11");

        // when
        var output = copy();

        // then
        assertThat(output)
                .isEqualTo("akoflow: 'deep/same name' of 'parent 10' replaces the one of an earlier dependency\n");
        for (int i = 0; i < PARENTS; i++) {
            assertThat(folder.resolve("to/only-" + i)).content().isEqualTo("of " + i);
        }
        assertThat(folder.resolve("to/deep/same name")).content().isEqualTo("of 10");
        assertThat(folder.resolve("to/.hidden")).content().isEqualTo("of 11");
        assertThat(folder.resolve("to/lost+found")).doesNotExist();
    }

    @Test
    void shouldSayNothingWhenTheSameFileIsLeftByAnEarlierAttempt() throws Exception {
        // given
        IntStream.range(0, PARENTS).forEach(i -> write(i, "only-" + i, "of " + i));
        copy();

        // when
        var output = copy();

        // then
        assertThat(output).isEmpty();
    }

    private void write(int parent, String name, String content) {
        try {
            var file = folder.resolve("disk %d".formatted(parent)).resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String copy() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("to"));
        var container = Objects.requireNonNull(
                new Disks(Occupant.alone(ID, spec()), new Volumes()).copyContainer(PodSettings.DEFAULT, Map.of()));
        var command = ((List<?>) Objects.requireNonNull(container.get("command")))
                .stream().map(word -> located(word.toString())).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Only whole arguments are paths, as for a runner without mounts. */
    private String located(String word) {
        if (word.equals("/akoflow/to")) {
            return folder.resolve("to").toString();
        }
        return word.startsWith("/akoflow/from/")
                ? folder.resolve("disk " + word.substring("/akoflow/from/".length()))
                        .toString()
                : word.replace("$$", "$");
    }

    private static final AttemptId ID = new AttemptId(new RunId("01k0abcdefghjkmnpqrstvwxyz"), PARENTS, 1);

    private static AttemptSpec spec() {
        var activity = new Activity(
                "child",
                "image",
                new Command.Script("true"),
                List.of(),
                Resources.NONE,
                Map.of(),
                null,
                RetryPolicy.ONCE,
                Map.of(),
                false,
                PodOptions.NONE);
        var parents = IntStream.range(0, PARENTS)
                .mapToObj(i -> new AttemptSpec.Parent(i, "parent " + i))
                .toList();
        var storage = new StoragePolicy(StoragePolicy.Type.STANDALONE, null, "1Gi", StoragePolicy.Retain.ALWAYS);
        return new AttemptSpec("w", 1, null, storage, "/data", List.of("/bin/sh", "-ec"), activity, parents, null);
    }
}
