package io.akoflow.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a log ends with, for a message that names the log. */
final class LastWords {

    private static final int BYTES = 4096;
    private static final int LONGEST = 500;

    private LastWords() {}

    /** The last line that has something on it, cut when it is long; empty when there is none, or no log. */
    static String of(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var end = new byte[(int) Math.min(BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce("", (_, later) -> cut(later));
        } catch (IOException _) {
            return ""; // the message is of use without it
        }
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
