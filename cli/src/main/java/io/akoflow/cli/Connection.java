package io.akoflow.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that say which server: as a URL, or as the original's client does, by host and port. */
final class Connection {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server; default $AKOFLOW_SERVER, else that of 'akoflow up', else http://localhost:8080.")
    @Nullable
    String server;

    @Option(names = "--host", paramLabel = "HOST", description = "The server's host, in place of --server.")
    @Nullable
    String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The server's port, in place of --server.")
    @Nullable
    Integer port;

    /** The server that is meant. */
    Server open(Console console, picocli.CommandLine command) {
        var base = base(console, command);
        return new Server(base, token(console, base));
    }

    private URI base(Console console, picocli.CommandLine command) {
        if (server != null && (host != null || port != null)) {
            throw new ParameterException(
                    command, "Expected either --server or --host and --port, but both are given. Leave one out.");
        }
        var text = text(console);
        try {
            var uri = URI.create(text.endsWith("/") ? text : text + "/");
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like any other text that is not a URL
        }
        throw new ParameterException(
                command, "Expected a URL such as http://localhost:8080 as the server, but it is '%s'.".formatted(text));
    }

    private String text(Console console) {
        if (server != null) {
            return server;
        }
        if (host != null || port != null) {
            return "http://%s:%d".formatted(host == null ? "localhost" : bare(host), port == null ? 8080 : port);
        }
        var chosen = console.env().get("AKOFLOW_SERVER");
        if (chosen != null && !chosen.isBlank()) {
            return chosen.strip();
        }
        var here = ofHome(console, "server");
        return here == null ? "http://localhost:8080" : here;
    }

    private static String bare(String host) {
        return host.replaceFirst("^https?://", "").replaceFirst("/$", "");
    }

    /** The token of this machine's own server is shown to no other one. */
    private static @Nullable String token(Console console, URI base) {
        var given = console.env().get("AKOFLOW_TOKEN");
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        if (!LOOPBACK.contains(base.getHost())) {
            return null;
        }
        return ofHome(console, "token");
    }

    /** What 'akoflow up' wrote down for its clients. */
    private static @Nullable String ofHome(Console console, String file) {
        try {
            var home = Path.of(console.env().getOrDefault("AKOFLOW_HOME", ".akoflow"));
            var text = Files.readString(home.resolve(file)).strip();
            return text.isEmpty() ? null : text;
        } catch (IOException e) {
            return null;
        }
    }
}
