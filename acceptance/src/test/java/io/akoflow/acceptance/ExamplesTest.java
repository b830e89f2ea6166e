package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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
