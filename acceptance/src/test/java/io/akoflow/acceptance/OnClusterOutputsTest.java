package io.akoflow.acceptance;

import static io.akoflow.acceptance.OutputsTest.content;
import static io.akoflow.acceptance.OutputsTest.fetchedTail;
import static io.akoflow.acceptance.OutputsTest.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.akoflow.local.LaunchSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("What runs leave on their disks, read by pods of a cluster")
class OnClusterOutputsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String IMAGE = "akoflow/reader:0.1.0";
    private static final long LARGE = 3L << 30;

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("outputs");
        cluster.assumeRealNodes();
        machine = cluster.start(settings -> settings.withServiceSetting(LaunchSettings.READER_IMAGE, IMAGE));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"shared, ''", "standalone, ?activity=write", "distributed, ''"})
    void shouldListAndFetchByteForByte(String policy, String query) {
        // given
        var run = succeeded(StoragePolicies.under(policy, workflow("mkdir -p a; printf 'x\\ny' > 'a/b c.txt'")));

        // when
        var list = list(run, query);
        var file = machine.bytes(content(run, "a/b c.txt") + query.replace('?', '&'));

        // then
        assertThat(list).containsExactly("a/b c.txt");
        assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo("x\ny");
    }

    @Test
    void shouldNotFollowLinksNorReadWhatOnlyItsOwnerMay() {
        // given
        var run = succeeded(workflow("ln -s /etc/passwd link; ln -s / root; echo x > private; chmod 600 private"));

        // when / then
        assertThat(list(run, "")).containsExactly("private");
        assertThat(status(run, "link")).isEqualTo(422);
        assertThat(status(run, "root/etc/passwd")).isEqualTo(404);
        assertThat(status(run, "private")).isEqualTo(403);
    }

    @Test
    void shouldReadWhereOnlyRestrictedPodsAreLetIn() {
        // given
        var run = succeeded(workflow("echo x > x"));
        admitOnly("restricted");

        // when
        var list = list(run, "");
        admitOnly("baseline");

        // then
        assertThat(list).containsExactly("x");
    }

    @Test
    void shouldBringAFileThatIsLargerThanTheGatewayAndTheReader() throws Exception {
        // given
        var run = succeeded(
                workflow("dd if=/dev/zero of=large bs=1 count=0 seek=%d; printf end >> large".formatted(LARGE - 3)));
        assertThat(list(run, "")).containsExactly("large");

        // when
        var tail = fetchedTail(machine, content(run, "large"), LARGE);

        // then
        assertThat(tail).isEqualTo("end");
    }

    private static List<String> list(String run, String query) {
        var answer = machine.send(machine.request("/api/v1/runs/%s/outputs%s".formatted(run, query))
                .timeout(Duration.ofMinutes(2)));
        assumeFalse(
                answer.statusCode() == 504 && answer.body().contains("ImagePull"),
                () -> "SKIPPED: Expected the image %s, but the cluster can't pull it: %s"
                        .formatted(IMAGE, answer.body()));
        return paths(OutputsTest.list(machine, run, query));
    }

    private static int status(String run, String path) {
        return machine.send(machine.request(content(run, path)).timeout(Duration.ofMinutes(2)))
                .statusCode();
    }

    private static String workflow(String command) {
        return """
                name: writes
                spec:
                  image: alpine:3.20
                  activities:
                    - name: write
                      run: |
                        %s
                """.formatted(command);
    }

    private static String succeeded(String file) {
        var run = machine.submit(file);
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        return run;
    }

    private static void admitOnly(String level) {
        cluster.client().namespaces().withName(cluster.namespace()).edit(namespace -> {
            namespace.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", level);
            return namespace;
        });
    }
}
