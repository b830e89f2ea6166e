package io.akoflow.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** HTTP as no client library would send it. */
final class Wire {

    private static final int PATIENCE_MILLIS = 20_000;

    private Wire() {}

    /** What comes back for {@code request} until the server hangs up. */
    static String answer(URL server, String request) throws IOException {
        return answer(server, request, new byte[0]);
    }

    /** The same, with a body. */
    static String answer(URL server, String request, byte[] body) throws IOException {
        var head = request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket.getOutputStream(), head, body);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException _) {
                // it hung up while there was more to send; what it said before is the answer
            }
            return answer.toString(StandardCharsets.UTF_8);
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
