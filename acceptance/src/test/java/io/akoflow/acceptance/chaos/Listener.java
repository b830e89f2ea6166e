package io.akoflow.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a run's events as a browser does: a stream that breaks, or is silent for long, is asked for again after
 * the last event, at the next gateway. It takes down what comes out of order or twice.
 */
final class Listener implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final long ACTIVITIES = 1_000_000;

    private final Gateways gateways;
    private final String run;
    private final Map<Integer, String> lastTold = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean over;
    private volatile @Nullable InputStream stream;
    private volatile long lastLine;
    private String lastId = "";
    private long lastPlace = -1;

    /** It listens when it is started. */
    Listener(Gateways gateways, String run) {
        this.gateways = gateways;
        this.run = run;
        this.thread = Thread.ofVirtual().unstarted(this::listen);
    }

    static Listener start(Gateways gateways, String run) {
        var listener = new Listener(gateways, run);
        listener.thread.start();
        return listener;
    }

    /** The last state of each activity that was told, and with which {@code seq}. */
    Map<Integer, String> lastTold() {
        return Map.copyOf(lastTold);
    }

    /** What was told out of order or twice. */
    Queue<String> complaints() {
        return complaints;
    }

    /** An activity as it is compared with what was told. */
    static String told(JsonNode activity) {
        return activity.path("state").asText() + " " + activity.path("seq").asText();
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
        hangUp();
    }

    private void listen() {
        while (!over) {
            try {
                var response = gateways.events(run, lastId);
                if (response.statusCode() == 200) {
                    read(response.body());
                }
            } catch (IOException _) {
                // a gateway that went, and there is another one
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void read(InputStream body) throws IOException {
        stream = body;
        lastLine = System.nanoTime();
        var silence = CLOCK.scheduleWithFixedDelay(this::hangUpIfSilent, 1, 1, TimeUnit.SECONDS);
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var type = "";
            var id = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                lastLine = System.nanoTime();
                if (line.startsWith("event: ")) {
                    type = line.substring("event: ".length());
                    id = "";
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    take(type, id, JSON.readTree(line.substring("data: ".length())));
                }
            }
        } finally {
            silence.cancel(false);
        }
    }

    private void take(String type, String id, JsonNode data) {
        lastId = id.isEmpty() ? lastId : id;
        if (!type.equals("activity")) {
            return;
        }
        int activity = data.path("activity").asInt();
        long place = data.path("seq").asLong() * ACTIVITIES + activity;
        if (place <= lastPlace) {
            complaints.add("event %s of activity %d came after %d/%d"
                    .formatted(id, activity, lastPlace / ACTIVITIES, lastPlace % ACTIVITIES));
        }
        lastPlace = place;
        lastTold.put(activity, told(data));
    }

    private void hangUpIfSilent() {
        if (System.nanoTime() - lastLine > SILENCE.toNanos()) {
            hangUp();
        }
    }

    private void hangUp() {
        var open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // it is gone anyhow
            }
        }
    }
}
