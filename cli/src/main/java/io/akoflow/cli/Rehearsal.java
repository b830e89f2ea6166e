package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/**
 * Does once what commands do, with answers of its own, so that the JVM can keep what that loads
 * ({@code -XX:AOTCacheOutput}): commands start in half the time then. Nothing else needs it.
 */
public final class Rehearsal {

    private static final String RUN = "01kaz3k9p2m5v7w8x9y0abcdef";
    private static final String RUN_JSON = """
            {"id":"%s","number":1,"name":"a","state":"FAILED","seq":9,"submittedAt":"2026-01-01T12:00:00Z",\
            "startedAt":"2026-01-01T12:00:00Z","endedAt":"2026-01-01T12:00:09Z","message":"b"}""".formatted(RUN);
    private static final String ACTIVITY_JSON = """
            {"activity":0,"name":"a","state":"FAILED","attempt":1,"seq":8,"startedAt":"2026-01-01T12:00:00Z",\
            "endedAt":"2026-01-01T12:00:09Z","dependsOn":["a"],"failure":{"failureClass":"USER","kind":"ExitCode",\
            "cause":"a","advice":"b","logTail":"c"}}""";

    private Rehearsal() {}

    /** With a workflow file. */
    public static void main(String[] args) throws IOException {
        try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answerAll(socket));
            var server = "http://localhost:" + socket.getLocalPort();
            var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
            for (var surface : List.of(Console.Surface.NO_TERMINAL, Console.Surface.DRAWN_ON)) {
                var console = new Console(
                        nowhere, nowhere, Map.of("AKOFLOW_SERVER", server), surface, () -> Window.Size.USUAL);
                rehearse(console, "list");
                rehearse(console, "show", RUN);
                rehearse(console, "show", RUN, "--graph");
                rehearse(console, "show", RUN, "--watch");
                rehearse(console, "logs", RUN);
                rehearse(console, "list", "--output", "json");
                for (var file : args) {
                    rehearse(console, "validate", file);
                    rehearse(console, "run", file);
                }
            }
            rehearse(
                    new Console(nowhere, nowhere, Map.of(), Console.Surface.NO_TERMINAL, () -> Window.Size.USUAL),
                    "--help");
        }
    }

    private static void rehearse(Console console, String... words) {
        int code = Akoflow.execute(console, words);
        if (code > ExitCode.RUN_FAILED) {
            throw new IllegalStateException(
                    "Expected '%s' to be understood, but it ended with %d".formatted(String.join(" ", words), code));
        }
    }

    private static void answerAll(ServerSocket socket) {
        try {
            while (true) {
                answer(socket.accept());
            }
        } catch (IOException e) {
            // it is over
        }
    }

    private static void answer(Socket client) throws IOException {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
            var request = in.readLine();
            int length = 0;
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            in.skip(length);
            byte[] body = body(String.valueOf(request)).getBytes(UTF_8);
            var head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length);
            client.getOutputStream().write(head.getBytes(UTF_8));
            client.getOutputStream().write(body);
        }
    }

    private static String body(String request) {
        if (request.contains("/log")) {
            return "a\n";
        }
        if (request.contains("/events")) {
            return "event: activity\nid: 8\ndata: %s\n\nevent: run\nid: 9\ndata: %s\n\n"
                    .formatted(ACTIVITY_JSON, RUN_JSON);
        }
        if (request.contains("/activities")) {
            return "{\"items\":[%s]}".formatted(ACTIVITY_JSON);
        }
        return request.contains(RUN) || request.startsWith("POST") ? RUN_JSON : "{\"items\":[%s]}".formatted(RUN_JSON);
    }
}
