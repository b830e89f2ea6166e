package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.local.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path state;

    @Test
    void shouldPrintTableAndWhereChartIsWhenDemo() throws InterruptedException {
        // when
        var demo = LauncherProcess.demo(state, Ports.free());
        var exitCode = demo.awaitEnd();
        // then
        assertThat(exitCode).as(demo.output()).isZero();
        assertThat(demo.output()).containsPattern(" 3\\.0 +4 ");
        var chart =
                demo.output().lines().filter(line -> line.startsWith("Chart: ")).findFirst();
        assertThat(chart).isPresent();
        assertThat(Path.of(chart.get().substring("Chart: ".length()))).content().contains("<svg");
    }
}
