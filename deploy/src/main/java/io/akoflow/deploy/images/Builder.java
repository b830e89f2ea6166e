package io.akoflow.deploy.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Builds images with Jib. */
final class Builder {

    private final Workshop workshop;
    private final ImageTarget target;
    private final String tag;
    private final @Nullable String base;
    private final Map<String, String> labels;

    /**
     * @param base that has Java; null for none
     * @param labels of every image
     */
    Builder(Workshop workshop, ImageTarget target, String tag, @Nullable String base, Map<String, String> labels) {
        this.workshop = workshop;
        this.target = target;
        this.tag = tag;
        this.base = base;
        this.labels = Map.copyOf(labels);
    }

    /**
     * An image that was built.
     *
     * @param stands what the manifests call it
     * @param place what to pull, without tag and digest
     */
    record Built(String stands, String place, String tag, String digest) {}

    Built build(ImagePlan plan) throws IOException, InterruptedException {
        try {
            var place = place(plan);
            var reference = ImageReference.parse(place + ":" + tag);
            var container = describe(plan).containerize(containerizer(plan, reference));
            return new Built(plan.stands(), place, tag, digest(container));
        } catch (InvalidImageReferenceException e) {
            throw new IllegalArgumentException(
                    "Expected the name of an image, but it is '%s'".formatted(e.getInvalidReference()), e);
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "Expected to build the image '%s', but %s".formatted(plan.name(), cause.getMessage()), e);
        }
    }

    private String place(ImagePlan plan) {
        return switch (target) {
            case ImageTarget.Registry(var prefix, var _) -> prefix + "/" + plan.name();
            case ImageTarget.Tars _ -> "akoflow/" + plan.name();
        };
    }

    private JibContainerBuilder describe(ImagePlan plan) throws IOException, InvalidImageReferenceException {
        var builder = base == null ? Jib.fromScratch() : Jib.from(base);
        var all = new TreeMap<>(labels);
        all.put("org.opencontainers.image.title", plan.title());
        builder.setFormat(format())
                .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setEntrypoint(plan.command())
                .setEnvironment(plan.environment())
                .setUser(plan.user() + ":" + plan.user())
                .setLabels(all);
        if (plan.port() != 0) {
            builder.setExposedPorts(Set.of(Port.tcp(plan.port())));
        }
        plan.layers().forEach(layer -> builder.addFileEntriesLayer(layer(layer)));
        return builder;
    }

    /** From a file in Docker's format, containerd takes the full name, by which a kubelet looks for an image. */
    private ImageFormat format() {
        return switch (target) {
            case ImageTarget.Registry _ -> ImageFormat.OCI;
            case ImageTarget.Tars _ -> ImageFormat.Docker;
        };
    }

    private static FileEntriesLayer layer(ImagePlan.Layer layer) {
        var builder = FileEntriesLayer.builder().setName(layer.name());
        layer.entries()
                .forEach(entry -> builder.addEntry(
                        entry.from(),
                        AbsoluteUnixPath.get(entry.to()),
                        FilePermissions.fromOctalString(entry.permissions())));
        return builder.build();
    }

    private Containerizer containerizer(ImagePlan plan, ImageReference reference) throws IOException {
        var containerizer = switch (target) {
            case ImageTarget.Registry(var _, var insecure) ->
                Containerizer.to(registry(reference)).setAllowInsecureRegistries(insecure);
            case ImageTarget.Tars(var folder) ->
                Containerizer.to(TarImage.at(Files.createDirectories(folder).resolve(plan.name() + ".tar"))
                        .named(reference));
        };
        var cache = workshop.folder().resolve("cache");
        return containerizer
                .setToolName("akoflow")
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("layers"));
    }

    private static RegistryImage registry(ImageReference reference) {
        var credentials = CredentialRetrieverFactory.forImage(reference, _ -> {});
        return RegistryImage.named(reference)
                .addCredentialRetriever(credentials.dockerConfig())
                .addCredentialRetriever(credentials.wellKnownCredentialHelpers())
                .addCredentialRetriever(credentials.googleApplicationDefaultCredentials());
    }

    private static String digest(JibContainer container) {
        return container.getDigest().toString();
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
