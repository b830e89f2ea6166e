package io.akoflow.local.kubernetes.given;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads kubeconfigs as kubectl does, and cuts one context out of them that stands by itself. */
public final class KubeconfigReader {

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final List<Path> files;

    /**
     * One that reads these.
     *
     * @param files the first one that tells something is believed
     */
    public KubeconfigReader(List<Path> files) {
        this.files = files;
    }

    private record Source(Path folder, Config config) {}

    /** A thing with a name, and the folder of the file that tells of it. */
    private record Named<T>(T thing, Path folder) {}

    /** Those that kubectl would read: of KUBECONFIG, or the one in the home folder. */
    public static List<Path> usual(Map<String, String> environment, Path home) {
        var listed = environment.getOrDefault("KUBECONFIG", "");
        var files = Stream.of(listed.split(Pattern.quote(File.pathSeparator), -1))
                .filter(file -> !file.isBlank())
                .map(Path::of)
                .toList();
        return files.isEmpty() ? List.of(home.resolve(".kube/config")) : files;
    }

    /**
     * One context.
     *
     * @param wanted how it is called; null for the current one
     */
    public Kubeconfig read(@Nullable String wanted) {
        try {
            var sources = load();
            if (sources.isEmpty()) {
                return refused("Expected a kubeconfig in %s, but there is none. Name another one with --kubeconfig."
                        .formatted(names()));
            }
            return cut(sources, wanted == null ? current(sources) : wanted);
        } catch (IOException | RuntimeException e) {
            return refused("Expected to read the kubeconfig %s, but %s.".formatted(names(), e.getMessage()));
        }
    }

    private List<Source> load() throws IOException {
        var sources = new ArrayList<Source>();
        for (var file : files) {
            if (Files.exists(file)) {
                var config = yaml.unmarshal(Files.readString(file), Config.class);
                sources.add(
                        new Source(Objects.requireNonNull(file.toAbsolutePath().getParent()), config));
            }
        }
        return sources;
    }

    private Kubeconfig cut(List<Source> sources, String wanted) throws IOException {
        var context = find(sources, Config::getContexts, NamedContext::getName, wanted);
        if (context.isEmpty()) {
            var known = sources.stream()
                    .flatMap(it -> it.config().getContexts().stream())
                    .map(NamedContext::getName);
            return refused("Expected a context '%s' in the kubeconfig %s, but it has: %s. Name one with --kubernetes."
                    .formatted(wanted, names(), String.join(", ", known.toList())));
        }
        var named = context.get().thing().getContext();
        var cluster = find(sources, Config::getClusters, it -> it.getName(), named.getCluster());
        var user = find(sources, Config::getUsers, it -> it.getName(), named.getUser());
        if (cluster.isEmpty() || user.isEmpty()) {
            return refused(
                    "Expected the cluster '%s' and the user '%s' of the context '%s' in the kubeconfig %s, but %s."
                            .formatted(named.getCluster(), named.getUser(), wanted, names(), "not both are there"));
        }
        embed(cluster.get().thing().getCluster(), cluster.get().folder());
        embed(user.get().thing().getUser(), user.get().folder());
        var alone = new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .withCurrentContext(wanted)
                .withContexts(context.get().thing())
                .withClusters(cluster.get().thing())
                .withUsers(user.get().thing())
                .build();
        return new Kubeconfig.Found(wanted, cluster.get().thing().getCluster().getServer(), yaml.asYaml(alone));
    }

    private static <T> Optional<Named<T>> find(
            List<Source> sources, Function<Config, List<T>> things, Function<T, String> name, String wanted) {
        return sources.stream()
                .flatMap(source -> things.apply(source.config()).stream()
                        .filter(thing -> wanted.equals(name.apply(thing)))
                        .map(thing -> new Named<>(thing, source.folder())))
                .findFirst();
    }

    private static String current(List<Source> sources) {
        return sources.stream()
                .map(source -> source.config().getCurrentContext())
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static void embed(Cluster cluster, Path folder) throws IOException {
        if (cluster.getCertificateAuthority() != null) {
            cluster.setCertificateAuthorityData(content(folder, cluster.getCertificateAuthority()));
            cluster.setCertificateAuthority(null);
        }
    }

    /** A token's file is only named, since others write it again and again. */
    private static void embed(AuthInfo user, Path folder) throws IOException {
        if (user.getClientCertificate() != null) {
            user.setClientCertificateData(content(folder, user.getClientCertificate()));
            user.setClientCertificate(null);
        }
        if (user.getClientKey() != null) {
            user.setClientKeyData(content(folder, user.getClientKey()));
            user.setClientKey(null);
        }
        if (user.getTokenFile() != null) {
            user.setTokenFile(folder.resolve(user.getTokenFile()).toString());
        }
        var program = user.getExec();
        if (program != null && program.getCommand().contains(File.separator)) {
            program.setCommand(folder.resolve(program.getCommand()).toString());
        }
    }

    private static String content(Path folder, String file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(file)));
    }

    private static Kubeconfig refused(String sentence) {
        return new Kubeconfig.Refused(sentence);
    }

    private String names() {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }
}
