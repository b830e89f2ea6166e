package io.akoflow.engine.yaml;

import io.akoflow.contract.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The characters of a file. */
sealed interface Text {

    /** All of them, each one that YAML allows. */
    record Decoded(String text) implements Text {}

    /** Some are none. */
    record Undecodable(Problem why) implements Text {}

    /** Decodes {@code file}. */
    static Text of(byte[] file) {
        var encoding = Encoding.of(file);
        var bytes = ByteBuffer.wrap(file, encoding.mark(), file.length - encoding.mark());
        var characters = CharBuffer.allocate(file.length);
        var decoder = encoding.charset().newDecoder();
        var result = decoder.decode(bytes, characters, true);
        var text = characters.flip().toString();
        if (!result.isUnderflow()) {
            return new Undecodable(undecodable(encoding.charset(), bytes, result, text));
        }
        int bad = firstUnprintable(text);
        return bad < 0 ? new Decoded(text) : new Undecodable(unprintable(text, bad));
    }

    /**
     * How characters are written.
     *
     * @param mark the length of the byte order mark
     */
    record Encoding(Charset charset, int mark) {

        static Encoding of(byte[] file) {
            if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
                return new Encoding(StandardCharsets.UTF_8, 3);
            }
            if (startsWith(file, 0xFE, 0xFF)) {
                return new Encoding(StandardCharsets.UTF_16BE, 2);
            }
            if (startsWith(file, 0xFF, 0xFE)) {
                return new Encoding(StandardCharsets.UTF_16LE, 2);
            }
            return new Encoding(StandardCharsets.UTF_8, 0);
        }

        private static boolean startsWith(byte[] file, int... mark) {
            for (int i = 0; i < mark.length; i++) {
                if (i >= file.length || (file[i] & 0xFF) != mark[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Problem undecodable(Charset charset, ByteBuffer bytes, CoderResult result, String before) {
        var shown = new StringBuilder();
        for (int i = 0; i < result.length(); i++) {
            shown.append(i == 0 ? "" : " ").append("0x%02X".formatted(bytes.get(bytes.position() + i)));
        }
        return problem(before, "Expected text in %s, but the bytes %s are none".formatted(charset.name(), shown));
    }

    private static Problem unprintable(String text, int bad) {
        var message = "Expected text, but there is the character U+%04X".formatted(text.codePointAt(bad));
        return problem(text.substring(0, bad), message);
    }

    private static int firstUnprintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c > '~' && isUnprintable(c)) {
                return i;
            }
        }
        return -1;
    }

    /** With U+0085, which YAML allows, but which the parser takes for a line break at some places. */
    private static boolean isUnprintable(char c) {
        return c < 0xA0 || c >= 0xFFFE;
    }

    private static Problem problem(String before, String message) {
        int start = before.lastIndexOf('\n') + 1;
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = 1 + before.codePointCount(start, before.length());
        return new Problem(Problem.Severity.ERROR, line, column, message);
    }
}
