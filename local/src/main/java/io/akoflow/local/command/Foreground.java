package io.akoflow.local.command;

import io.akoflow.local.Endings;
import io.akoflow.local.LaunchSettings;
import io.akoflow.local.Launcher;
import io.akoflow.local.RunningMachine;
import io.akoflow.local.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything on one machine, as long as this process runs: Ctrl-C and TERM end it in order. */
final class Foreground {

    private static final int LARGEST_LOG = 16 * 1024 * 1024;

    private final Logger logging = Logger.getLogger("");
    private final PrintStream out;

    Foreground(PrintStream out) {
        this.out = out;
    }

    /** Says why it can't be started, if it can't. */
    static boolean complains(LaunchSettings settings) {
        var complaints = Launcher.complaints(settings);
        complaints.forEach(complaint -> Main.complain(System.err, complaint));
        return !complaints.isEmpty();
    }

    RunningMachine start(LaunchSettings settings) {
        out.println("Starting Kafka, PostgreSQL%sfour services …"
                .formatted(settings.cluster() == null ? ", a Kubernetes API and " : " and "));
        logToFile(new StateFolder(settings.state()));
        var endings = new Endings();
        Runtime.getRuntime().addShutdownHook(new Thread(endings::close, "end"));
        try {
            return Launcher.start(settings, endings, out::println);
        } catch (RuntimeException e) {
            logging.log(Level.SEVERE, "Expected to start, but could not", e);
            throw e;
        }
    }

    private void logToFile(StateFolder state) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
        LogManager.getLogManager().reset();
        Arrays.stream(logging.getHandlers()).forEach(logging::removeHandler);
        try {
            state.make();
            var pattern = state.logs().resolve("launcher.log").toString().replace("%", "%%");
            var handler = new FileHandler(pattern, LARGEST_LOG, 1, true);
            handler.setFormatter(new SimpleFormatter());
            logging.addHandler(handler);
            logging.setLevel(Level.INFO);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write logs to %s, but could not".formatted(state.logs()), e);
        }
    }
}
