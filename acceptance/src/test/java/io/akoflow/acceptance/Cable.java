package io.akoflow.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine that can be cut, with all connections that go over it, and mended. */
final class Cable implements AutoCloseable {

    private final URI to;
    private final ServerSocket entrance;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private Cable(URI to, ServerSocket entrance) {
        this.to = to;
        this.entrance = entrance;
    }

    static Cable to(URI server) {
        try {
            var cable = new Cable(server, new ServerSocket(0, 50, InetAddress.getByName(server.getHost())));
            Thread.ofVirtual().start(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the server is, by this way. */
    URI url() {
        return URI.create("http://%s:%d/".formatted(to.getHost(), entrance.getLocalPort()));
    }

    void cut() {
        isCut = true;
        ends.forEach(Cable::end);
    }

    void mend() {
        isCut = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException _) {
                // It is closed, or the server is not there; whoever came sees that nobody answers.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        ends.add(near);
        if (isCut) {
            end(near);
            return;
        }
        var far = new Socket(to.getHost(), to.getPort());
        ends.add(far);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One of them left; so does the other.
        }
        end(from);
        end(to);
        ends.remove(from);
        ends.remove(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
