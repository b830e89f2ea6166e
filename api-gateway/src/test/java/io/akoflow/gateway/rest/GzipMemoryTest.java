package io.akoflow.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.compression.GzipOptions;
import io.netty.handler.codec.compression.JZlibEncoder;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.api.Test;

class GzipMemoryTest {

    @Test
    void shouldCompressWithLittleMemoryAndLeaveOtherWaysAlone() {
        // given
        var options = new HttpServerOptions()
                .addCompressor(StandardCompressionOptions.gzip())
                .addCompressor(StandardCompressionOptions.deflate());

        // when
        new GzipMemory().customizeHttpServer(options);

        // then
        assertThat(options.getCompressors())
                .hasSize(2)
                .filteredOn(GzipOptions.class::isInstance)
                .singleElement()
                .satisfies(it -> {
                    var gzip = (GzipOptions) it;
                    assertThat(ZlibCodecFactory.newZlibEncoder(
                                    ZlibWrapper.GZIP, gzip.compressionLevel(), gzip.windowBits(), gzip.memLevel()))
                            .as("the JDK's always has a window of 32 KiB")
                            .isInstanceOf(JZlibEncoder.class);
                });
    }
}
