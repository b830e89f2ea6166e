package io.akoflow.gateway.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a browser is told of a file, which may be anything, from its name; it is to believe that and look no further.
 */
final class OutputType {

    /** Whatever a file is, it runs nothing and asks for nothing. */
    static final String POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String ANYTHING = "application/octet-stream";
    private static final Map<String, String> IMAGES =
            Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "svg", "image/svg+xml");
    private static final Set<String> TEXTS = Set.of(
            "txt", "log", "csv", "tsv", "md", "json", "yaml", "yml", "xml", "dat", "out", "err", "tbl", "hdr", "py",
            "sh", "r");

    private OutputType() {}

    static String of(String path) {
        var name = name(path);
        int dot = name.lastIndexOf('.');
        var ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return TEXTS.contains(ending) ? TEXT : IMAGES.getOrDefault(ending, ANYTHING);
    }

    /** Whether it is shown in place of being kept is for whoever asks to say, of types that are known. */
    static String disposition(String path, boolean inline) {
        var shown = inline && !of(path).equals(ANYTHING) ? "inline" : "attachment";
        var name = name(path);
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        var exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "%s; filename=\"%s\"; filename*=UTF-8''%s".formatted(shown, plain, exact.replace("*", "%2A"));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
