package io.akoflow.local;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Where a launcher keeps what outlives it. Only its owner can look into it. */
public final class StateFolder {

    private final Path root;

    public StateFolder(Path root) {
        this.root = root;
    }

    /** Makes it, and the folders in it that everybody expects. */
    public void make() {
        PrivateFiles.folder(root);
        PrivateFiles.folder(root.resolve("secrets"));
        PrivateFiles.folder(root.resolve("services"));
        PrivateFiles.folder(logs());
    }

    /** Whether it can be used: it is not there, or empty, or one of ours. Its permissions will be changed. */
    boolean isOurs() {
        if (!Files.exists(root)) {
            return true;
        }
        try (var entries = Files.list(root)) {
            return Files.isDirectory(root.resolve("secrets"))
                    || entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** As the user knows it. */
    public Path root() {
        return root;
    }

    /** What each part says. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** What HTTP clients show; empty when they need not. */
    public String token() {
        return read("token");
    }

    /** Where the gateway of the launcher that runs here is; empty when there never was one. */
    public Optional<String> server() {
        return Optional.of(read("server")).filter(text -> !text.isEmpty());
    }

    void writeServer(String url) {
        PrivateFiles.write(root.resolve("server"), url + "\n");
    }

    /** The token, made up at the first start. */
    String newToken() {
        var text = PrivateFiles.secret(root.resolve("secrets/token"));
        PrivateFiles.write(root.resolve("token"), text + "\n");
        return text;
    }

    void withoutToken() {
        PrivateFiles.write(root.resolve("token"), "");
    }

    String secret(String name) {
        return PrivateFiles.secret(root.resolve("secrets").resolve(name));
    }

    /** For any Kafka client: {@code --command-config} of its console tools. */
    void writeClientProperties(Map<String, Object> clientSettings) {
        PrivateFiles.write(root.resolve("client.properties"), text(clientSettings));
    }

    Path writeServiceSettings(String name, Map<String, Object> settings) {
        var file = root.resolve("services").resolve(name + ".properties");
        PrivateFiles.write(file, text(settings));
        return file;
    }

    private String read(String name) {
        var file = root.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Map<String, Object> settings) {
        var properties = new Properties();
        settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
        var writer = new StringWriter();
        try {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
