package io.akoflow.reader;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Brings something to a gateway, once, however large it is. */
final class Delivery {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 300_000;
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 500;
    private static final int BUFFER = 64 * 1024;

    private final URI callback;
    private final String secret;

    Delivery(URI callback, String secret) {
        this.callback = callback;
        this.secret = secret;
    }

    /**
     * Returns when it was taken.
     *
     * @param status of HTTP that whoever asked gets
     */
    void bring(int status, long bytes, InputStream content) throws IOException {
        var connection = connected(status, bytes);
        try (var out = connection.getOutputStream()) {
            copy(content, bytes, out);
        }
        int answer = connection.getResponseCode();
        if (answer / 100 != 2) {
            throw new IOException("the gateway does not want it any more (%d)".formatted(answer));
        }
    }

    private static void copy(InputStream content, long bytes, java.io.OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the file has become shorter while it was read");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /** The network of a pod may come a moment after the pod. */
    private HttpURLConnection connected(int status, long bytes) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                var connection = connection(status, bytes);
                connection.connect();
                return connection;
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw new IOException("%s can't be reached: %s".formatted(callback, e.getMessage()), e);
                }
                rest();
            }
        }
    }

    private HttpURLConnection connection(int status, long bytes) throws IOException {
        var connection = (HttpURLConnection) callback.toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setFixedLengthStreamingMode(bytes);
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        connection.setRequestProperty("Akoflow-Status", Integer.toString(status));
        connection.setRequestProperty("Akoflow-Secret", secret);
        return connection;
    }

    private static void rest() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this is to end", e);
        }
    }
}
