package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Files of other systems are imported from the command line, and others generated")
class ImportCommandTest extends CommandLineFixture {

    private static final String PEGASUS = """
            pegasus: 5.0.4
            name: two
            jobs:
            - {type: job, id: a, name: make, arguments: [x]}
            - {type: pegasusWorkflow, id: b, file: inner.yml}
            jobDependencies: [{id: a, children: [b]}]
            """;
    private static final String INNER = """
            pegasus: 5.0.4
            name: inner
            hooks: {}
            jobs: [{type: job, id: c, name: end, arguments: []}]
            """;

    @Test
    void shouldFindWhatHyperflowLooksForBesideItsFile() throws IOException {
        // given
        var file = Files.writeString(folder.resolve("montage.json"), """
                {"name": "m", "signals": [], "processes": [
                  {"name": "a", "ins": [], "outs": [], "config": {"executor": {"executable": "a"}}}]}
                """);
        Files.writeString(
                folder.resolve("montage.config.jobAgglomerations.json"),
                "[{\"matchTask\": [\"a\"], \"size\": 3, \"timeoutMs\": 2000}]");

        // when
        int exit = akoflow("import", file.toString(), "--image", "busybox:1.37");

        // then
        assertThat(exit).isZero();
        assertThat(out.toString(UTF_8)).contains("  - match: a-*\n    size: 3\n    wait: 2000ms\n");
    }

    @Test
    void shouldFindFilesThatThoseBesideItName() throws IOException {
        // given
        var file = Files.writeString(folder.resolve("outer.yml"), PEGASUS);
        Files.writeString(
                folder.resolve("inner.yml"),
                "pegasus: 5.0.4\nname: i\njobs: [{type: pegasusWorkflow, id: m, file: a-last.yml}]\n");
        Files.writeString(folder.resolve("a-last.yml"), INNER);

        // when
        int exit = akoflow("import", file.toString(), "--image", "busybox:1.37");

        // then
        assertThat(exit).isZero();
        assertThat(out.toString(UTF_8)).contains("- name: b.m.endc\n");
    }

    @Test
    void shouldPrintAWorkflowFileWithWhatIsBesideIt() throws IOException {
        // given
        var file = Files.writeString(folder.resolve("outer.yml"), PEGASUS);
        Files.writeString(folder.resolve("inner.yml"), INNER);
        Files.writeString(folder.resolve("transformations.yml"), """
                pegasus: 5.0.4
                transformations:
                - {name: end, sites: [{name: s, type: installed, pfn: /bin/end, container: c}]}
                containers: [{name: c, type: docker, image: "docker://alpine:3.20"}]
                """);

        // when
        int exit = akoflow("import", file.toString(), "--image", "make=debian:13", "--image", "busybox:1.37");

        // then
        assertThat(exit).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("""
                name: two
                spec:
                  image: busybox:1.37
                  activities:
                  - name: makea
                    image: debian:13
                    run: make x
                  - name: b.endc
                    image: alpine:3.20
                    run: /bin/end
                    dependsOn:
                    - makea
                """);
        assertThat(err.toString(UTF_8)).contains("'hooks' is none; it has no effect");
    }

    @Test
    void shouldWriteNothingAndTellAllWhenItIsRefused() throws IOException {
        // given
        var file = Files.writeString(folder.resolve("outer.yml"), PEGASUS);
        var target = folder.resolve("out.yaml");

        // when
        int exit = akoflow("import", file.toString(), "--to", target.toString());

        // then
        assertThat(exit).isEqualTo(2);
        assertThat(target).doesNotExist();
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8))
                .contains("outer.yml:4:3: error: Expected an image for 'make'")
                .contains("outer.yml:5:40: error: Expected the workflow 'inner.yml' beside this one");
    }

    @ParameterizedTest
    @CsvSource({
        "--from snakemake, 'Expected --from to be one of wfformat, pegasus, hyperflow, argo, but it is ''snakemake''.'",
        "--mode fast, 'Expected --mode to be real, replay or noop, but it is ''fast''.'",
        "--time-scale -1, 'Expected a scale from 0 to 1,000,000,000, but it is -1.'",
        "--size-scale 1e999999999, 'Expected a scale from 0 to 1,000,000,000, but it is 1E+999999999.'",
    })
    void shouldSayWhatIsWrongWithAnOption(String option, String message) throws IOException {
        // given
        var file = Files.writeString(folder.resolve("outer.yml"), PEGASUS).toString();
        var words = option.split(" ", -1);

        // when
        int exit = akoflow("import", file, words[0], words[1]);

        // then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains(message);
    }

    @Test
    void shouldSayThatItIsNoneOfTheOthersWhenItIsOurs() throws IOException {
        // given
        var file = Files.writeString(folder.resolve("own.yaml"), "name: x\nspec: {}\n");

        // when
        int exit = akoflow("import", file.toString());

        // then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("has the keys of none; see 'akoflow validate', or say --from.");
    }

    @ParameterizedTest
    @CsvSource({
        "montage --degrees 0.75, 178",
        "chain --size 7, 7",
        "fan-out --size 5, 7",
        "layered --levels 3 --size 1, 3"
    })
    void shouldPrintAFileOfTheShape(String words, int activities) {
        // when
        int exit = akoflow(("generate " + words).split(" ", -1));

        // then
        assertThat(exit).isZero();
        assertThat(WorkflowReader.read(out.toByteArray()))
                .isInstanceOfSatisfying(
                        WorkflowReading.Valid.class,
                        valid -> assertThat(valid.workflow().activities()).hasSize(activities));
    }

    @ParameterizedTest
    @CsvSource({
        "montage --degrees 0.3, multiple of 0.25",
        "montage --degrees 10, 'at most 100,000 activities'",
        "chain --size 0, from 1 to",
        "layered --levels 1000 --size 1000, 'from 1 to 100,000'",
        "ring, one of montage",
        "chain --seconds -1, negative",
    })
    void shouldSayWhatIsWrongWithAShape(String words, String message) {
        // when
        int exit = akoflow(("generate " + words).split(" ", -1));

        // then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains(message);
    }
}
