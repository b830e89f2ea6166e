package io.akoflow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines of a log as they come. One that does not end is handed over in pieces, so that it takes no more room. */
final class LogLines {

    static final int LONGEST = 32 * 1024;

    private final Consumer<String> each;
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;

    private LogLines(Consumer<String> each) {
        this.each = each;
    }

    static void each(InputStream log, Consumer<String> each) throws IOException {
        var lines = new LogLines(each);
        lines.read(new InputStreamReader(log, StandardCharsets.UTF_8));
    }

    private void read(Reader reader) throws IOException {
        var buffer = new char[8192];
        for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
            for (int i = 0; i < count; i++) {
                take(buffer[i]);
            }
        }
        if (!line.isEmpty()) {
            end();
        }
    }

    private void take(char letter) {
        boolean secondHalfOfEnd = afterReturn && letter == '\n';
        afterReturn = letter == '\r';
        if (secondHalfOfEnd) {
            return;
        }
        if (letter == '\n' || letter == '\r') {
            end();
            return;
        }
        line.append(letter);
        if (line.length() >= LONGEST && !Character.isHighSurrogate(letter)) {
            end();
        }
    }

    private void end() {
        each.accept(line.toString());
        line.setLength(0);
    }
}
