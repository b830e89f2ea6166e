package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("What is given to a cluster")
class OnClusterManifestsTest {

    @Test
    void shouldBeTakenWithRightsAsWrittenByClusterThatIsThere() throws IOException, InterruptedException {
        // given
        var kubectl = kubectl();
        assumeTrue(
                kubectl.isPresent(),
                "SKIPPED: Expected kubectl on the PATH or in KUBECTL, to ask a cluster about the manifests, but there is"
                        + " none");

        // when
        var check =
                new ProcessBuilder("deploy/check.sh").directory(Classes.home().toFile());
        check.environment().put("KUBECTL", kubectl.get());
        check.environment().put("KUBECONFIG", GivenKubernetes.kubeconfig().toString());
        var process = check.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("check: single-node: ", "check: gke: ", "check: akoflow-watcher in akoflow-work: 9 rights");
    }

    private static Optional<String> kubectl() {
        return Stream.concat(
                        Optional.ofNullable(System.getenv("KUBECTL")).stream(),
                        Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
                                .map(folder -> folder + "/kubectl"))
                .filter(program -> Files.isExecutable(Path.of(program)))
                .findFirst();
    }
}
