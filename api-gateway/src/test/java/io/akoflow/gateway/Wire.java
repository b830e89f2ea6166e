package io.akoflow.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** HTTP as no client library would send it. */
final class Wire {

    private Wire() {}

    /** What comes back for {@code request} until nothing more comes for a moment. */
    static String answer(URL server, String request) throws IOException {
        return answer(server, request, new byte[0]);
    }

    /** The same, with a body. */
    static String answer(URL server, String request, byte[] body) throws IOException {
        var head = request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            send(socket.getOutputStream(), head, body);
            socket.setSoTimeout(5000);
            var answer = new StringBuilder();
            byte[] some = new byte[8192];
            try {
                int read = socket.getInputStream().read(some);
                while (read > 0) {
                    answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
                    socket.setSoTimeout(500);
                    read = socket.getInputStream().read(some);
                }
            } catch (SocketTimeoutException _) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    private static void send(OutputStream out, String head, byte[] body) {
        try {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
        } catch (IOException _) {
            // the server may have answered and hung up already
            return;
        }
    }
}
