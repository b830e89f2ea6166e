package io.akoflow.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints how long commands take from their start to their end, against a server that answers at once. */
public final class StartBench {

    private static final int TIMES = 15;
    private static final String RUN = "01kaz3k9p2m5v7w8x9y0abcdef";
    private static final String RUN_JSON = """
            {"id":"%s","number":1,"name":"a","state":"FAILED","seq":9,"submittedAt":"2026-01-01T12:00:00Z",\
            "startedAt":"2026-01-01T12:00:00Z","endedAt":"2026-01-01T12:00:09Z","message":"b"}""".formatted(RUN);
    private static final String ACTIVITIES = """
            {"items":[{"activity":0,"name":"a","state":"FAILED","attempt":1,"seq":8,"startedAt":"2026-01-01T12:00:00Z",\
            "endedAt":"2026-01-01T12:00:09Z","dependsOn":[],"failure":{"failureClass":"USER","kind":"ExitCode",\
            "cause":"a","advice":"b","logTail":"c"}}]}""";

    private StartBench() {}

    /**
     * Runs each command in turn, prints the table.
     *
     * @param args the folder with the modules
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", StartBench::answer);
        server.start();
        try {
            measure(
                    Path.of(args[0]).resolve("akoflow"),
                    "http://localhost:" + server.getAddress().getPort(),
                    System.out);
        } finally {
            server.stop(0);
        }
    }

    private static void measure(Path akoflow, String server, PrintStream out) throws IOException, InterruptedException {
        var commands = List.of(
                List.of("--version"), List.of("list"), List.of("show", "last"), List.of("show", RUN, "--graph"));
        Map<String, List<Long>> micros = new LinkedHashMap<>();
        for (int i = 0; i < TIMES; i++) {
            for (var command : commands) {
                micros.computeIfAbsent(String.join(" ", command).replace(RUN, "RUN"), _ -> new ArrayList<>())
                        .add(micros(akoflow, server, command));
            }
        }
        out.println(Figures.header());
        micros.forEach(
                (name, each) -> out.println(Figures.of("akoflow " + name, each).row()));
    }

    private static long micros(Path akoflow, String server, List<String> command)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(akoflow.toString()));
        words.addAll(command);
        var builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("AKOFLOW_SERVER", server);
        long began = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("Expected %s to end with 0, but it is %d".formatted(command, code));
        }
        return (System.nanoTime() - began) / 1000;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var text = path.endsWith("/activities")
                ? ACTIVITIES
                : path.contains(RUN) ? RUN_JSON : "{\"items\":[%s]}".formatted(RUN_JSON);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
