package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Draws a run on a terminal while it goes on; thread-safe. */
final class LiveProgress implements AutoCloseable {

    private static final Duration FRAME = Duration.ofMillis(250);

    /** Time and the window's size change although nothing happens to the run. */
    private static final Duration STILL = Duration.ofSeconds(1);

    private final Console console;
    private final Screen screen;
    private final LiveTable table;
    private final ScheduledExecutorService frames = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("screen").factory());
    private boolean changed = true;
    private long drawnAt;

    LiveProgress(Console console) {
        this.console = console;
        this.screen = new Screen(console);
        this.table = new LiveTable(console.colours());
    }

    LiveProgress start() {
        var _ = frames.scheduleWithFixedDelay(this::frame, FRAME.toMillis(), FRAME.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    synchronized void accept(RunEvents.Event event) {
        if (event.name().equals("activity")) {
            table.activity(event.data());
        } else {
            table.run(event.data());
        }
        changed = true;
    }

    synchronized void catchUp(JsonNode activity) {
        table.activity(activity);
        changed = true;
    }

    synchronized List<Seen> failed() {
        return table.activities().stream().filter(Seen::hasFailed).toList();
    }

    private synchronized void frame() {
        long now = System.nanoTime();
        if (changed || now - drawnAt >= STILL.toNanos()) {
            draw();
            drawnAt = now;
        }
    }

    private synchronized void draw() {
        var size = console.window().size();
        screen.draw(table.lines(size, Instant.now()), size);
        changed = false;
    }

    /** Leaves the last state on the screen. */
    @Override
    public void close() {
        frames.shutdownNow();
        draw();
    }
}
