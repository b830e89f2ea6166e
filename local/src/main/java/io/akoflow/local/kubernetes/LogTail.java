package io.akoflow.local.kubernetes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a file. */
final class LogTail {
    private static final int BLOCK = 16 << 10;

    private LogTail() {}

    /** Where the last lines of a file begin. */
    static long position(Path file, long lines) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            long end = bytes.length();
            if (lines == 0) {
                return end;
            }
            long seen = 0;
            var block = new byte[BLOCK];
            for (long blockEnd = end; blockEnd > 0; blockEnd -= BLOCK) {
                long start = Math.max(0, blockEnd - BLOCK);
                int length = (int) (blockEnd - start);
                bytes.seek(start);
                bytes.readFully(block, 0, length);
                for (int i = length - 1; i >= 0; i--) {
                    if (block[i] == '\n' && start + i < end - 1 && ++seen == lines) {
                        return start + i + 1;
                    }
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a file, and no more than so many bytes of them. */
    static String read(Path file, long lines, int limit) {
        if (!Files.exists(file)) {
            return "";
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(position(file, lines), bytes.length() - limit);
            bytes.seek(from);
            var text = new byte[(int) (bytes.length() - from)];
            bytes.readFully(text);
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
