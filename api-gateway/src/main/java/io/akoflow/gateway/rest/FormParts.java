package io.akoflow.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart/form-data body (RFC 7578), by name; the last of a name counts. */
final class FormParts {

    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\r\n]*[; ]name=\"?([^\";\r\n]*)");
    private static final byte[] HEADERS_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    FormParts(byte[] body, String boundary) {
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[body.length + 2];
        all[0] = '\r';
        all[1] = '\n';
        System.arraycopy(body, 0, all, 2, body.length);
        int at = indexOf(all, delimiter, 0);
        while (at >= 0) {
            int from = at + delimiter.length;
            int next = indexOf(all, delimiter, from);
            if (next >= 0) {
                add(all, from, next);
            }
            at = next;
        }
    }

    /** The first of {@code names} that there is, or the only part; null when there is none. */
    byte @Nullable [] find(String... names) {
        for (var name : names) {
            if (parts.containsKey(name)) {
                return parts.get(name);
            }
        }
        return parts.size() == 1 ? parts.values().iterator().next() : null;
    }

    private void add(byte[] all, int from, int to) {
        int headersEnd = indexOf(all, HEADERS_END, from);
        if (headersEnd < 0 || headersEnd + HEADERS_END.length > to) {
            return;
        }
        var name = NAME.matcher(new String(all, from, headersEnd - from, StandardCharsets.UTF_8));
        if (name.find()) {
            int start = headersEnd + HEADERS_END.length;
            parts.put(name.group(1), Arrays.copyOfRange(all, start, to));
        }
    }

    private static int indexOf(byte[] all, byte[] what, int from) {
        for (int at = from; at <= all.length - what.length; at++) {
            if (matches(all, what, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] all, byte[] what, int at) {
        for (int i = 0; i < what.length; i++) {
            if (all[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
