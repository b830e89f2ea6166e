package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The examples, really run")
class ExamplesTest {

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.processes("examples");
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Classes.home().resolve("examples"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldSucceedWhenExample(String name) {
        // given
        assertThat(Classes.home().resolve("examples").resolve(name).resolve("README.md"))
                .exists();
        assumeProgramsOf(name);
        // when
        var run = machine.submitExample(name);
        // then
        assertThat(machine.awaitOver(run).path("state").asText())
                .as(machine.run(run).toString())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void shouldPrintGreetingWhenHello() {
        // when
        var run = machine.submitExample("hello");
        machine.awaitOver(run);
        // then
        assertThat(machine.log(run, "hello")).containsIgnoringCase("hello");
    }

    @Test
    void shouldJoinBothHalvesWhenDiamond() {
        // when
        var run = machine.submitExample("diamond");
        machine.awaitOver(run);
        // then
        assertThat(machine.log(run, "join")).isEqualTo("sum 500500\n");
    }

    @Test
    void shouldLeavePictureOfGalaxyWhenMontage() throws IOException {
        // given
        assumeProgramsOf("montage");
        // when
        var run = machine.submitExample("montage");
        machine.awaitOver(run);
        // then
        var picture = ImageIO.read(machine.disk(run).resolve("mosaic.png").toFile());
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(900, 900);
        assertThat(light(picture, 450)).as("the galaxy's middle").isGreaterThan(700);
        assertThat(light(picture, 100)).as("the dark sky").isLessThan(60);
    }

    @Test
    void shouldBeWhatItsGeneratorPrintsWhenMontage() throws IOException {
        // given
        var folder = Classes.home().resolve("examples/montage");
        // when
        var printed = new ProcessBuilder("sh", "generate.sh")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // then
        assertThat(new String(printed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(folder.resolve("workflow.yaml")));
    }

    /** Red, green and blue on average, 0 to 765, of a square in the middle between left and right. */
    private static double light(BufferedImage picture, int row) {
        return Arrays.stream(picture.getRGB(440, row - 10, 20, 20, null, 0, 20))
                .map(pixel -> (pixel >> 16 & 0xff) + (pixel >> 8 & 0xff) + (pixel & 0xff))
                .average()
                .orElseThrow();
    }

    private static void assumeProgramsOf(String name) {
        var there = !name.equals("montage")
                || Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mProjectPP")));
        Assumptions.assumeTrue(
                there, "Expected the tools of Montage, for the example of it, but mProjectPP is not on the PATH");
    }

    @Test
    void shouldLeaveTableAndChartWhenEpidemic() throws IOException {
        // when
        var run = machine.submitExample("epidemic");
        machine.awaitOver(run);
        // then
        assertThat(machine.log(run, "table")).contains("1.2", "1.5", "2.0", "3.0");
        var chart = Files.readString(machine.disk(run).resolve("infected.svg"));
        assertThat(chart).startsWith("<svg").contains("<polyline").endsWith("</svg>\n");
    }
}
