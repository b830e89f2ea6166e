package io.akoflow.local;

import io.akoflow.local.process.Signal;
import io.akoflow.local.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One service in a JVM of its own. When it dies without having been asked to, it is started again. */
final class ServiceProcess implements AutoCloseable {

    private static final long LARGEST_LOG = 16L * 1024 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);
    private static final List<String> SETTINGS = List.of(
            "QUARKUS_",
            "KAFKA_",
            "KUBERNETES_",
            "AKOFLOW_",
            "SMALLRYE_",
            "MP_",
            "_JAVA_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS");
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** What a service is started with, and what people call it. */
    record Recipe(String name, int port, List<String> command, Map<String, String> environment, Path log) {}

    private final Recipe recipe;
    private final Watchdog watchdog;
    private final Consumer<String> announce;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private @Nullable Process process;
    private boolean wanted;
    private long startedAt;
    private Duration backOff = Duration.ofSeconds(1);

    ServiceProcess(Recipe recipe, Watchdog watchdog, Consumer<String> announce) {
        this.recipe = recipe;
        this.watchdog = watchdog;
        this.announce = announce;
    }

    synchronized void start() {
        wanted = true;
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            var builder = new ProcessBuilder(recipe.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(turnedLog().toFile()));
            builder.environment().keySet().removeIf(ServiceProcess::isSetting);
            builder.environment().putAll(recipe.environment());
            startedAt = System.nanoTime();
            process = watchdog.start(builder, Watchdog.Ending.KILL);
            var _ = process.onExit().thenAccept(this::died);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start the %s, but could not".formatted(name()), e);
        }
    }

    /** Settings of other programs in the user's environment would win over those that the launcher writes. */
    static boolean isSetting(String variable) {
        return SETTINGS.stream().anyMatch(variable::startsWith);
    }

    /** Returns when it says that it is ready, or throws when it does not come to that. */
    void awaitReady(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !isWanted()) {
                throw new IllegalStateException(
                        "Expected the %s to get ready, but it did not; see %s".formatted(name(), recipe.log()));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Ends it as kill -9 does; it stays away until it is started. */
    void kill() {
        var victim = unwanted();
        if (victim != null) {
            victim.destroyForcibly();
            await(victim, GRACE);
        }
    }

    /** Sends it a signal. */
    synchronized void signal(Signal signal) {
        if (process != null) {
            signal.send(process.pid());
        }
    }

    /** Where it listens. */
    int port() {
        return recipe.port();
    }

    /** Asks it to end; {@link #close} waits for it. */
    void ask() {
        var victim = unwanted();
        if (victim != null) {
            Signal.CONT.send(victim.pid());
            victim.destroy();
        }
    }

    /** Asks it to end and waits for that, and kills it when it does not; whether it ended by itself. */
    boolean end(Duration patience) {
        ask();
        var victim = unwanted();
        if (victim == null || await(victim, patience)) {
            return true;
        }
        victim.destroyForcibly();
        await(victim, GRACE);
        return false;
    }

    @Override
    public void close() {
        boolean _ = end(GRACE);
    }

    @Override
    public String toString() {
        return name();
    }

    private synchronized @Nullable Process unwanted() {
        wanted = false;
        return process != null && process.isAlive() ? process : null;
    }

    private synchronized boolean isWanted() {
        return wanted;
    }

    private synchronized void died(Process dead) {
        if (!wanted || !dead.equals(process)) {
            return;
        }
        if (System.nanoTime() - startedAt > STABLE.toNanos()) {
            backOff = Duration.ofSeconds(1);
        }
        announce.accept("The %s ended (exit code %d); it is started again in %d s. Its log, %s, ends with: %s"
                .formatted(name(), dead.exitValue(), backOff.toSeconds(), recipe.log(), LastWords.of(recipe.log())));
        CompletableFuture.delayedExecutor(backOff.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::startIfWanted);
        backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) < 0 ? backOff.multipliedBy(2) : LONGEST_BACK_OFF;
    }

    private synchronized void startIfWanted() {
        if (wanted) {
            start();
        }
    }

    private boolean isReady() {
        var uri = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(recipe.port()));
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to wait for the %s, but was interrupted".formatted(name()), e);
        }
    }

    private Path turnedLog() throws IOException {
        var log = recipe.log();
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private static boolean await(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String name() {
        return recipe.name();
    }
}
