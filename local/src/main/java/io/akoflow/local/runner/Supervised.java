package io.akoflow.local.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A process group of its own with a small shell at its head, which writes down how the command ended.
 *
 * <p>In the container's folder: {@code group} has the number of the process group (also that of the session), written
 * before the command is started; {@code log} is what the command prints; {@code exit} is its exit code, once it has
 * ended. The shell holds a pipe from this process: when this process ends, however it does, the pipe closes and the
 * whole group is killed.
 */
public final class Supervised {
    private static final String EXIT = "exit";

    private static final String SCRIPT = """
            folder=$1; after=$2; shift 2
            echo $$ > "$folder/group"
            exec 3<&0 < /dev/null
            ( trap '' TERM INT HUP; read -r _ <&3; eval "$after"; kill -s KILL -- -$$ ) > /dev/null 2>&1 &
            "$@" > "$folder/log" 2>&1 3<&- &
            child=$!
            trap : TERM INT HUP
            while :; do
              wait $child; code=$?
              kill -0 $child 2> /dev/null || break
            done
            echo $code > "$folder/exit"
            kill -s KILL -- -$$
            """;

    private final Process process;
    private final Path folder;

    private Supervised(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts the command; its folder has to be there. */
    public static Supervised start(Launch.Ready launch, Path folder) throws IOException {
        var command = new ArrayList<>(leader());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "akoflow", folder.toString(), words(launch.afterDeath())));
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        return new Supervised(builder.start(), folder);
    }

    /** Waits for its end; empty when it was killed before it could be written down. */
    public OptionalInt await() throws InterruptedException {
        process.waitFor();
        return exitCode(folder);
    }

    /** The exit code that a container's folder has, also after a restart. */
    public static OptionalInt exitCode(Path folder) {
        try {
            var text = Files.readString(folder.resolve(EXIT));
            return text.matches("\\d+\n") ? OptionalInt.of(Integer.parseInt(text.strip())) : OptionalInt.empty();
        } catch (IOException notWritten) {
            return OptionalInt.empty();
        }
    }

    /** Asks all processes of the group to end. */
    public void terminate() {
        signal("TERM");
    }

    /** Ends all processes of the group. */
    public void kill() {
        signal("KILL");
    }

    private void signal(String name) {
        if (process.isAlive()) {
            Programs.succeeds(
                    List.of("/bin/sh", "-c", "kill -s \"$0\" -- -\"$1\"", name, Long.toString(process.pid())));
        }
    }

    /** What makes a process the leader of a session: a Mac has no setsid, but Perl. */
    private static List<String> leader() {
        return Programs.find("setsid").isPresent()
                ? List.of("setsid")
                : List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or exit 127");
    }

    private static String words(List<String> command) {
        var text = new StringBuilder();
        command.forEach(
                word -> text.append('\'').append(word.replace("'", "'\\''")).append("' "));
        return text.toString();
    }
}
