package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.PodFailures.sentence;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.engine.kubernetes.ContainerView.Terminated;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures of a container, and what to do about them. */
final class ContainerFailures {

    private static final int MOST_LINES = 50;
    private static final int MOST_BYTES = 4096;
    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 64;

    private static final Map<Integer, String> NAMES = Map.of(
            1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
            "SIGTERM");

    private static final Map<Integer, String> ADVICE = Map.of(
            126,
            "Make the file executable, or call it by its interpreter; the last lines of its output name it.",
            127,
            "Look whether the image holds the program, and its PATH; the last lines of its output name it.",
            137,
            "It was killed from inside its container or for want of memory on its node: set 'memoryLimit' to what"
                    + " it needs.",
            139,
            "It accessed memory that is not its own: look for a fault in the program, or an image for another"
                    + " processor.");

    private ContainerFailures() {}

    static Failure exitCode(ContainerView container, Terminated ended) {
        int code = ended.exitCode();
        var advice = container.init()
                ? "Look at its output: files of an activity that it depends on could not be copied."
                : ADVICE.getOrDefault(code, "Look at the last lines of its output.");
        return new Failure(
                FailureClass.USER,
                "ExitCode",
                code,
                "%s ended with exit code %d%s.".formatted(who(container), code, meaning(code)),
                advice,
                tail(ended.message()));
    }

    static Failure outOfMemory(ContainerView container, Terminated ended) {
        var limit = container.limited() ? "more memory than its limit" : "more memory than its node had";
        return new Failure(
                FailureClass.USER,
                "OutOfMemory",
                ended.exitCode(),
                "%s used %s and was killed.".formatted(who(container), limit),
                "Raise 'memoryLimit', or let 'retry' with a 'memoryFactor' do it.",
                tail(ended.message()));
    }

    static Failure cannotStart(ContainerView container, Terminated ended) {
        return new Failure(
                FailureClass.CONFIGURATION,
                "CannotStart",
                null,
                sentence(who(container) + " could not be started", ended.message()),
                "Look whether the image holds the shell or the program that is called, for this kind of processor.",
                null);
    }

    private static String who(ContainerView container) {
        if (container.name().equals(JobLabels.CONTAINER)) {
            return "The command";
        }
        return container.name().equals(JobLabels.COPY_CONTAINER)
                ? "The copying of files from its dependencies"
                : "The container '" + container.name() + "'";
    }

    private static String meaning(int code) {
        if (code == 126) {
            return ": something it calls is no executable file";
        }
        if (code == 127) {
            return ": something it calls is not there";
        }
        int signal = code - SIGNALS;
        if (signal < 1 || signal > LAST_SIGNAL) {
            return "";
        }
        return ", as after signal " + signal + (NAMES.containsKey(signal) ? " (" + NAMES.get(signal) + ")" : "");
    }

    /** The last lines, few enough for a message. */
    static @Nullable String tail(@Nullable String output) {
        if (output == null || output.isBlank()) {
            return null;
        }
        List<String> lines = output.stripTrailing().lines().toList();
        int from = Math.max(0, lines.size() - MOST_LINES);
        int bytes = 0;
        for (int i = lines.size() - 1; i >= from; i--) {
            bytes += lines.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes > MOST_BYTES) {
                return i == lines.size() - 1
                        ? lastBytes(lines.get(i))
                        : String.join("\n", lines.subList(i + 1, lines.size()));
            }
        }
        return String.join("\n", lines.subList(from, lines.size()));
    }

    private static String lastBytes(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int from = bytes.length - MOST_BYTES;
        while (from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
            from++;
        }
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
