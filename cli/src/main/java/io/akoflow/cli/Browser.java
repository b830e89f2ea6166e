package io.akoflow.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The browser of whoever sits here. */
final class Browser {

    private static final int PATIENCE_SECONDS = 5;

    private final Map<String, String> env;

    Browser(Map<String, String> env) {
        this.env = env;
    }

    /** Shows a page; false when there is no browser. */
    boolean open(URI page) {
        var program = program();
        if (program.isEmpty()) {
            return false;
        }
        try {
            var started = new ProcessBuilder(
                            program.get(), pointer(page).toUri().toString())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return !started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || started.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> program() {
        var chosen = env.getOrDefault("BROWSER", "");
        if (!chosen.isBlank()) {
            return Optional.of(chosen.split(File.pathSeparator, 2)[0]);
        }
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return Optional.of("open");
        }
        boolean screen = env.containsKey("DISPLAY") || env.containsKey("WAYLAND_DISPLAY");
        return screen ? Optional.of("xdg-open") : Optional.empty();
    }

    /**
     * A file that leads there and that nobody else may read: the URL has a token in it, and everybody on a machine may
     * see the arguments of a process.
     */
    private Path pointer(URI page) throws IOException {
        var url = page.toString().replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        var html = "<!doctype html><meta charset=\"utf-8\"><title>akoflow</title>"
                + "<meta http-equiv=\"refresh\" content=\"0; url=%1$s\"><a href=\"%1$s\">akoflow</a>\n".formatted(url);
        var home = Path.of(env.getOrDefault("AKOFLOW_HOME", ".akoflow"));
        if (!Files.isDirectory(home)) {
            return Files.writeString(Files.createTempFile("akoflow-", ".html"), html);
        }
        var written = Files.writeString(Files.createTempFile(home, "open-", ".html"), html);
        return Files.move(written, home.resolve("open.html"), StandardCopyOption.REPLACE_EXISTING);
    }
}
