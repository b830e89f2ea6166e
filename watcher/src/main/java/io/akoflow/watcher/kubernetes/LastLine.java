package io.akoflow.watcher.kubernetes;

import io.akoflow.watcher.kubernetes.LogStream.Broken;
import io.akoflow.watcher.kubernetes.LogStream.Bytes;
import io.akoflow.watcher.kubernetes.LogStream.End;
import io.akoflow.watcher.kubernetes.LogStream.Refused;
import io.akoflow.watcher.kubernetes.LogStream.Silence;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks at the last line that a kubelet has, to see whether that was said. */
final class LastLine {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** containerd and CRI-O cut lines into pieces of this size, and each piece is a line to a kubelet. */
    private static final int PIECE_OF_LINE = 8 * 1024;

    private final LogSource source;
    private final LogProgress progress;
    private final LogWriter out;

    LastLine(LogSource source, LogProgress progress, LogWriter out) {
        this.source = source;
        this.progress = progress;
        this.out = out;
    }

    /** What the last line is. */
    enum Found {
        /** The last that was said. */
        SAME,
        /** Another, or it could not be asked for. */
        OTHER,
        /** There is no line: the log was rotated, and nothing was written since. */
        NONE
    }

    Found look() throws InterruptedException {
        progress.check();
        var line = new Line();
        var lines = new StampedLines(line);
        try (var stream = source.lastLine()) {
            while (true) {
                switch (stream.next(PATIENCE)) {
                    case Bytes(var data) -> {
                        var _ = lines.take(data);
                    }
                    case End _ -> {
                        return line.found();
                    }
                    case Silence _, Broken _, Refused _ -> {
                        return Found.OTHER;
                    }
                }
            }
        }
    }

    private final class Line implements StampedLines.Lines {

        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private @Nullable Instant time;
        private boolean any;

        @Override
        public void begin(@Nullable Instant begun) {
            time = begun;
            any = true;
        }

        @Override
        public boolean more(byte[] data, int from, int to) {
            text.write(data, from, to - from);
            return true;
        }

        private Found found() {
            var place = progress.place();
            if (!any) {
                return Found.NONE;
            }
            boolean same = time != null && place.last().filter(time::equals).isPresent();
            boolean piece = place.ofLine() > PIECE_OF_LINE && out.endsWith(text.toByteArray());
            return same || piece ? Found.SAME : Found.OTHER;
        }
    }
}
