package io.akoflow.local.kubernetes.given;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigReaderTest {

    private static final String TWO = """
            apiVersion: v1
            kind: Config
            current-context: home
            contexts:
            - {name: home, context: {cluster: home, user: me}}
            - {name: work, context: {cluster: work, user: me}}
            - {name: broken, context: {cluster: nowhere, user: me}}
            clusters:
            - {name: home, cluster: {server: "https://home:6443", certificate-authority: ca.crt}}
            - {name: work, cluster: {server: "https://work:6443"}}
            users:
            - {name: me, user: {client-certificate: me.crt, client-key: keys/me.key}}
            """;

    @TempDir
    Path folder;

    @Test
    void shouldStandByItselfWhenItNamesFiles() throws IOException {
        // given
        Files.writeString(folder.resolve("ca.crt"), "the authority");
        Files.writeString(folder.resolve("me.crt"), "my certificate");
        Files.writeString(Files.createDirectory(folder.resolve("keys")).resolve("me.key"), "my key");
        // when
        var found = (Kubeconfig.Found) reader(write("config", TWO)).read(null);
        // then
        assertThat(found.context()).isEqualTo("home");
        assertThat(found.server()).isEqualTo("https://home:6443");
        var config = Config.fromKubeconfig(found.text());
        assertThat(config.getMasterUrl()).isEqualTo("https://home:6443/");
        assertThat(config.getCaCertData()).isEqualTo(base64("the authority"));
        assertThat(config.getClientCertData()).isEqualTo(base64("my certificate"));
        assertThat(config.getClientKeyData()).isEqualTo(base64("my key"));
        assertThat(config.getContexts()).hasSize(1);
    }

    @Test
    void shouldBelieveTheFirstFileWhenSeveralTell() throws IOException {
        // given
        var first = write("first", """
                clusters: [{name: work, cluster: {server: "https://other:6443"}}]
                users: [{name: me, user: {token: secret, exec: {apiVersion: v1, command: ./login}}}]
                """);
        // when
        var found = (Kubeconfig.Found)
                reader(first, folder.resolve("missing"), write("second", TWO)).read("work");
        // then
        assertThat(found.server()).isEqualTo("https://other:6443");
        assertThat(found.text())
                .contains("token: \"secret\"", folder.resolve("./login").toString());
    }

    @Test
    void shouldNameContextsThatAreThereWhenAnotherIsWanted() throws IOException {
        // given
        var file = write("config", TWO);
        // when
        var refused = reader(file).read("wrok");
        // then
        assertThat(refused)
                .isEqualTo(new Kubeconfig.Refused(("Expected a context 'wrok' in the kubeconfig %s, but it has: "
                                + "home, work, broken. Name one with --kubernetes.")
                        .formatted(file)));
    }

    @Test
    void shouldSayWhatIsMissingWhenItCanNotBeUsed() throws IOException {
        // given
        var file = write("config", TWO);
        // when
        var none = reader(folder.resolve("none")).read(null);
        var noCluster = reader(file).read("broken");
        var noFile = reader(file).read("home");
        // then
        assertThat(((Kubeconfig.Refused) none).sentence()).contains("but there is none", "--kubeconfig");
        assertThat(((Kubeconfig.Refused) noCluster).sentence()).contains("'nowhere'");
        assertThat(((Kubeconfig.Refused) noFile).sentence()).contains("ca.crt");
    }

    @Test
    void shouldReadWhatKubectlReads() {
        // given
        var home = Path.of("home");
        // when
        var listed = KubeconfigReader.usual(Map.of("KUBECONFIG", "one" + File.pathSeparator + "two"), home);
        // then
        assertThat(listed).containsExactly(Path.of("one"), Path.of("two"));
        assertThat(KubeconfigReader.usual(Map.of(), home)).containsExactly(Path.of("home/.kube/config"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static KubeconfigReader reader(Path... files) {
        return new KubeconfigReader(List.of(files));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
