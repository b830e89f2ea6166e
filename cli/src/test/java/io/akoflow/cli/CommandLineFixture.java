package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the command line have in common: a server, an own home, and what was printed. */
abstract class CommandLineFixture {

    static final String RUN = "01kaz3k9p2m5v7w8x9y0abcdef";
    static final String ACCEPTED =
            "{\"id\":\"%s\",\"number\":4,\"name\":\"hi\",\"state\":\"SUBMITTED\",\"activities\":1,\"warnings\":[]}"
                    .formatted(RUN);
    static final String LIST =
            "{\"items\":[{\"id\":\"%s\",\"number\":4,\"name\":\"hi\",\"state\":\"FAILED\"}]}".formatted(RUN);
    static final String EVENTS = "GET /api/v1/runs/%s/events".formatted(RUN);
    static final String ACTIVITIES = "GET /api/v1/runs/%s/activities?limit=1000".formatted(RUN);
    static final String FAILED_ACTIVITY = """
            {"activity":0,"name":"count","state":"FAILED","attempt":2,"startedAt":"2026-01-01T12:00:02Z",\
            "endedAt":"2026-01-01T12:00:05Z","failure":{"failureClass":"USER","kind":"ExitCode","exitCode":3,\
            "cause":"The command ended with exit code 3.","advice":"Look at the log.","logTail":"no such file"}}""";

    @TempDir
    Path folder;

    final ScriptedGateway gateway = new ScriptedGateway();
    final Map<String, String> env = new HashMap<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void usePrivateHome() {
        env.put("AKOFLOW_HOME", folder.resolve("home").toString());
        env.put("AKOFLOW_SERVER", gateway.url());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    static String ended(String state) {
        return "event: run\nid: 9\ndata: {\"id\":\"%s\",\"state\":\"%s\",\"message\":\"It ended.\"}"
                .formatted(RUN, state);
    }

    static ScriptedGateway.Answer events(String... events) {
        return new ScriptedGateway.Answer(200, "text/event-stream", String.join("\n\n", events) + "\n\n");
    }

    String file(String text) throws IOException {
        return Files.writeString(folder.resolve("workflow.yaml"), text).toString();
    }

    int akoflow(String... args) {
        return Akoflow.execute(console(Console.Surface.NO_TERMINAL), args);
    }

    /** The same on a terminal. */
    int akoflowOnTerminal(String... args) {
        return Akoflow.execute(console(Console.Surface.DRAWN_ON), args);
    }

    /** The same with a place to print that takes only so many bytes. */
    int akoflowPrintingTo(FailingOutput target, String... args) {
        return Akoflow.execute(
                new Console(
                        StandardOutput.to(target),
                        new PrintStream(err, true, UTF_8),
                        env,
                        Console.Surface.NO_TERMINAL,
                        () -> Window.Size.USUAL),
                args);
    }

    Console console(Console.Surface surface) {
        var size = new Window.Size(100, 30);
        return new Console(StandardOutput.to(out), new PrintStream(err, true, UTF_8), env, surface, () -> size);
    }
}
