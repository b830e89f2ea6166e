package io.akoflow.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of the loopback address. */
public final class FreePort {

    /** Below those that systems give to outgoing connections, which come and go. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** One that nothing listened on a moment ago, and that this process was not given before. */
    public static int find() {
        for (int i = 0; i < COUNT; i++) {
            int port = LOWEST + NEXT.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("Expected a free port from %d on, but %d are taken".formatted(LOWEST, COUNT));
    }

    /**
     * Whether a server could listen on it now. Nothing listens meanwhile, so whoever else looks at it, or begins to
     * listen, is not disturbed.
     */
    public static boolean isFree(int port) {
        try (var socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
