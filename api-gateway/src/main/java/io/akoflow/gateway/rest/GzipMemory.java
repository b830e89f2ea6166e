package io.akoflow.gateway.rest;

import io.netty.handler.codec.compression.GzipOptions;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/**
 * Lets what compresses an answer hold 32 KiB in place of 256: streams of events stay open for hours, and there are
 * hundreds of them. Netty leaves such settings to JZlib.
 */
@Singleton
public class GzipMemory implements HttpServerOptionsCustomizer {

    private static final int LEVEL = 6;
    private static final int WINDOW_BITS = 12;
    private static final int MEMORY_LEVEL = 5;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        var others = new ArrayList<>(options.getCompressors() == null ? new ArrayList<>() : options.getCompressors());
        others.removeIf(GzipOptions.class::isInstance);
        others.add(StandardCompressionOptions.gzip(LEVEL, WINDOW_BITS, MEMORY_LEVEL));
        options.setCompressors(others);
    }
}
