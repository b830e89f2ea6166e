package io.akoflow.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.contract.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Node.js, and the package in npm's cache: {@code npm install ro-crate@3.7.2} in any folder puts it there. */
@DisplayName("The library of RO-Crate opens a crate")
class CrateLibraryTest {

    private static final String SCRIPT = """
            const fs = require('fs');
            const {ROCrate} = require('ro-crate');
            const crate = new ROCrate(JSON.parse(fs.readFileSync('crate.json')), {array: true, link: true});
            const workflow = crate.rootDataset.mainEntity[0];
            const run = crate.rootDataset.mentions[0];
            console.log(JSON.stringify({
              entities: crate.graph.length,
              name: crate.rootDataset.name[0],
              steps: workflow.step.map(it => it.name[0]),
              tools: workflow.step.map(it => it.workExample[0].name[0]),
              instrument: run.instrument[0]['@id']
            }));
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void haveTheLibrary() throws IOException, InterruptedException {
        boolean isThere = run("npm", "install", "--offline", "--no-audit", "--no-fund", "ro-crate@3.7.2") == 0;
        assumeTrue(
                isThere,
                "Expected Node.js, and ro-crate 3.7.2 in npm's cache, but one is missing; 'npm install ro-crate@3.7.2' puts it there");
    }

    @Test
    void shouldFindTheStepsAndTheRun() throws IOException, InterruptedException {
        // given
        var json = new ObjectMapper();
        var graph = ExportTest.crate(ExportTest.run(RunState.SUCCEEDED)).toList();
        json.writeValue(folder.resolve("crate.json").toFile(), Map.of("@context", RoCrate.CONTEXT, "@graph", graph));
        Files.writeString(folder.resolve("open.js"), SCRIPT);

        // when
        int exit = run("node", "open.js");

        // then
        assertThat(exit).as(Files.readString(log())).isZero();
        var found = json.readTree(log().toFile());
        assertThat(found.path("entities").asInt()).isEqualTo(graph.size());
        assertThat(found.path("name").asText()).isEqualTo("Run 7 of words");
        assertThat(found.path("steps")).extracting(it -> it.asText()).isEqualTo(List.of("split-1", "split-2", "count"));
        assertThat(found.path("tools"))
                .extracting(it -> it.asText())
                .doesNotContain("")
                .hasSize(3);
        assertThat(found.path("instrument").asText()).isEqualTo("workflow.yaml");
    }

    private int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start()
                    .waitFor();
        } catch (IOException _) {
            return -1;
        }
    }

    private Path log() {
        return folder.resolve("log");
    }
}
