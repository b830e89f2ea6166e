package io.akoflow.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes in sessions of their own, so that Ctrl-C in a terminal does not reach them, and sees to it that they
 * end when this process does, even by kill -9: a shell script holds the other end of a pipe.
 */
public final class Watchdog implements AutoCloseable {

    /** What ends a process group when this process is gone. */
    public enum Ending {
        KILL,
        /** For PostgreSQL: at once, and its backends with it. */
        QUIT
    }

    private final Process script;
    private final Writer pipe;

    private Watchdog(Process script) {
        this.script = script;
        this.pipe = script.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts the script. */
    public static Watchdog start() {
        try {
            return new Watchdog(new ProcessBuilder(ownSession(List.of("/bin/sh", "-c", text())))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start /bin/sh, but could not", e);
        }
    }

    /** The command, changed so that it runs in a session and process group of its own, with the same process id. */
    public static List<String> ownSession(List<String> command) {
        var longer = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            longer.add("/usr/bin/setsid");
        } else if (Files.isExecutable(Path.of("/usr/bin/perl"))) {
            longer.addAll(List.of("/usr/bin/perl", "-e", "setpgrp; exec { $ARGV[0] } @ARGV or exit 127", "--"));
        }
        longer.addAll(command);
        return longer;
    }

    /**
     * Starts what the builder says in a session of its own, without input, and watches it until it ends. It begins only
     * when the script knows of it, so that there is no moment in which it could be left behind.
     */
    public Process start(ProcessBuilder builder, Ending ending) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "read -r _ && exec \"$@\" </dev/null", "sh"));
        command.addAll(builder.command());
        builder.command(ownSession(command)).redirectInput(ProcessBuilder.Redirect.PIPE);
        var process = builder.start();
        watch(process.pid(), ending);
        try (var begin = process.outputWriter(StandardCharsets.UTF_8)) {
            begin.write("begin\n");
        }
        var _ = process.onExit().thenAccept(ended -> forget(ended.pid()));
        return process;
    }

    /** From now on, the process group with this leader ends with this process. */
    public void watch(long pid, Ending ending) {
        say("watch %d %s".formatted(pid, ending.name()));
    }

    /** It has ended: its id may become another's. */
    public void forget(long pid) {
        say("forget " + pid);
    }

    /** What is still watched ends now, as if this process had. */
    @Override
    public void close() {
        try {
            pipe.close();
            script.waitFor();
        } catch (IOException e) {
            script.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void say(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            // It was ended by somebody, or closed: then there is nobody to tell.
        }
    }

    private static String text() throws IOException {
        try (var resource = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            if (resource == null) {
                throw new IllegalStateException("Expected watchdog.sh on the class path, but it is not there");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
