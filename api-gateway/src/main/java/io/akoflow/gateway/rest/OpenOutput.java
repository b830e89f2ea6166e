package io.akoflow.gateway.rest;

import io.akoflow.gateway.outputs.DiskReading;
import io.akoflow.gateway.outputs.Leaving;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Something that is on a disk, on its way to whoever asked. */
final class OpenOutput {

    private static final int BUFFER = 64 * 1024;

    private final DiskReading.Content content;
    private final RoutingContext exchange;
    private final Leaving leaving;

    /** @param leaving is told when it is over */
    OpenOutput(DiskReading.Content content, RoutingContext exchange, Leaving leaving) {
        this.content = content;
        this.exchange = exchange;
        this.leaving = leaving;
    }

    /** An answer with all of it, or one that visibly breaks off. */
    Response.ResponseBuilder answer() {
        StreamingOutput all = this::pass;
        return Response.ok(all)
                .header("Content-Length", content.bytes())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "private, no-store");
    }

    private void pass(OutputStream out) throws IOException {
        try (var bytes = content.content()) {
            copy(bytes, out);
        } catch (IOException e) {
            exchange.response().reset();
            throw new BrokenOff(e);
        } finally {
            leaving.leave();
        }
    }

    /** Whoever asked has left, or what they asked for has ended too early; no fault of the gateway. */
    static final class BrokenOff extends IOException {

        private static final long serialVersionUID = 1;

        BrokenOff(IOException why) {
            super(why.getMessage(), why);
        }
    }

    private static void copy(InputStream bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }
}
