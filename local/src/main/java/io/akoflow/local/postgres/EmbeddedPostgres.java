package io.akoflow.local.postgres;

import io.akoflow.local.Certificate;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.process.Signal;
import io.akoflow.local.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as a child process: on the loopback address, for one user with a password, with the database
 * {@code akoflow}. Its data are there again when it is started on the same folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final PostgresSettings settings;
    private final Process process;
    private final Runnable afterwards;

    private EmbeddedPostgres(PostgresSettings settings, Process process, Runnable afterwards) {
        this.settings = settings;
        this.process = process;
        this.afterwards = afterwards;
    }

    /** Starts it; it is ready when this returns, and ends with this process at the latest. */
    public static EmbeddedPostgres start(PostgresSettings settings, Watchdog watchdog) {
        return start(settings, watchdog, () -> {});
    }

    /** For a test: on a free port, fast rather than durable, and nothing is left of it when it is closed. */
    public static EmbeddedPostgres temporary() {
        return temporary(null);
    }

    /** The same, with connections that are encrypted with {@code certificate} if there is one. */
    public static EmbeddedPostgres temporary(@Nullable Certificate certificate) {
        var folder = PrivateFiles.temporaryFolder("akoflow-postgres");
        var watchdog = Watchdog.start();
        var settings = new PostgresSettings(
                folder.resolve("data"),
                0,
                PrivateFiles.randomSecret(),
                false,
                folder.resolve("postgres.log"),
                certificate);
        return start(settings, watchdog, () -> {
            watchdog.close();
            PrivateFiles.delete(folder);
        });
    }

    private static EmbeddedPostgres start(PostgresSettings settings, Watchdog watchdog, Runnable afterwards) {
        var user = OrdinaryUser.find();
        var programs = PostgresPrograms.folder(user).resolve("bin");
        try {
            if (!Files.exists(settings.folder().resolve("PG_VERSION"))) {
                initialise(settings, programs, user);
            }
            if (settings.certificate() != null) {
                settings.certificate().copyTo(settings.folder());
            }
            user.own(settings.folder());
            awaitEndOfPredecessor(settings);
            var server = new ProcessBuilder(user.command(serverCommand(settings, programs)));
            var process = watchdog.start(logging(server, settings), Watchdog.Ending.QUIT);
            var postgres = new EmbeddedPostgres(settings, process, afterwards);
            postgres.awaitReady();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start PostgreSQL, but could not", e);
        }
    }

    /** Of the database. */
    public String jdbcUrl() {
        return jdbcUrl(PostgresSettings.NAME);
    }

    public String user() {
        return PostgresSettings.NAME;
    }

    public String password() {
        return settings.password();
    }

    /** Of the loopback address. */
    public int port() {
        return settings.port();
    }

    /** Sends a signal to it and to all its processes: with KILL, it ends as kill -9 ends it. */
    public void signal(Signal signal) {
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
        all.forEach(signal::send);
    }

    /** Ends it without waiting for its clients. */
    @Override
    public void close() {
        Signal.INT.send(process.pid());
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        afterwards.run();
    }

    private String jdbcUrl(String database) {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.port(), database);
        var certificate = settings.certificate();
        return certificate == null ? url : "%s?sslmode=verify-full&sslrootcert=%s".formatted(url, certificate.pem());
    }

    private static void initialise(PostgresSettings settings, Path programs, OrdinaryUser user) throws IOException {
        PrivateFiles.delete(settings.folder());
        user.own(PrivateFiles.folder(settings.folder()));
        var password = settings.folder().resolveSibling("postgres-password.tmp");
        PrivateFiles.write(password, settings.password());
        var command = List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + settings.folder(),
                "--username=" + PostgresSettings.NAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions",
                "--no-sync");
        try {
            var exit = logging(new ProcessBuilder(user.command(command)), settings)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        "Expected initdb to succeed, but it ended with %d; see %s".formatted(exit, settings.log()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected initdb to end, but was interrupted", e);
        } finally {
            Files.delete(password);
        }
    }

    private static ProcessBuilder logging(ProcessBuilder builder, PostgresSettings settings) {
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
    }

    private static List<String> serverCommand(PostgresSettings settings, Path programs) {
        var command = new ArrayList<String>();
        command.add(programs.resolve("postgres").toString());
        command.addAll(List.of("-D", settings.folder().toString()));
        set(command, "listen_addresses", "127.0.0.1");
        set(command, "port", Integer.toString(settings.port()));
        set(command, "unix_socket_directories", "");
        set(command, "shared_buffers", "64MB");
        set(command, "max_wal_size", "256MB");
        set(command, "jit", "off");
        set(command, "ssl", settings.certificate() == null ? "off" : "on");
        set(command, "timezone", "UTC");
        set(command, "log_timezone", "UTC");
        if (!settings.durable()) {
            set(command, "fsync", "off");
            set(command, "synchronous_commit", "off");
            set(command, "full_page_writes", "off");
        }
        return command;
    }

    private static void set(List<String> command, String name, String value) {
        command.addAll(List.of("-c", name + "=" + value));
    }

    /** After a kill -9 of the launcher, its watchdog may need a moment to end the server before. */
    private static void awaitEndOfPredecessor(PostgresSettings settings) throws IOException {
        var file = settings.folder().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Files.exists(file) && isPostgres(pid) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }

    private void awaitReady() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException(
                        "Expected PostgreSQL to accept connections, but it did not; see " + settings.log());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isReady() {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
                var statement = connection.createStatement()) {
            var there = statement.executeQuery("select from pg_database where datname = '%s'".formatted(user()));
            if (!there.next()) {
                statement.execute("create database " + user());
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
