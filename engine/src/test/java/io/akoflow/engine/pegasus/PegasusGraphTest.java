package io.akoflow.engine.pegasus;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.Packing;
import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.ImportOptions.Mode;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Format;
import io.akoflow.engine.formats.Imports;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Jobs of Pegasus wait for each other, also across workflows within workflows")
class PegasusGraphTest {

    private static final String HEAD = "pegasus: 5.0.4\nname: w\n";

    @Test
    void shouldWaitForTheLastOfThoseThatChangeAFile() {
        // given
        var file = HEAD + """
                jobs:
                - {type: job, id: r, name: read, arguments: [], uses: [{lfn: f, type: input}]}
                - {type: job, id: c1, name: change, arguments: [], uses: [{lfn: f, type: inout}]}
                - {type: job, id: c2, name: change, arguments: [], uses: [{lfn: f, type: inout}]}
                - {type: job, id: w, name: write, arguments: [], uses: [{lfn: f, type: output}]}
                - {type: job, id: e, name: early, arguments: [], uses: [{lfn: f, type: input}]}
                jobDependencies: [{id: e, children: [c1, c2]}]
                """;

        // when
        var activities = activities(file, Map.of());

        // then
        assertThat(activities)
                .extracting(Activity::dependsOn)
                .containsExactly(List.of(2), List.of(4, 3), List.of(4, 1), List.of(), List.of(3));
    }

    @Test
    void shouldPassDependenciesOnThroughWorkflowsWithoutJobs() {
        // given
        var file = HEAD + """
                jobs:
                - {type: job, id: a, name: x, arguments: []}
                - {type: pegasusWorkflow, id: e1, file: empty.yml}
                - {type: pegasusWorkflow, id: e2, file: empty.yml}
                - {type: job, id: z, name: y, arguments: []}
                jobDependencies: [{id: a, children: [e1]}, {id: e1, children: [e2]}, {id: e2, children: [z]}]
                """;

        // when
        var activities = activities(file, Map.of("empty.yml", HEAD + "jobs: []\n"));

        // then
        assertThat(activities).extracting(Activity::dependsOn).containsExactly(List.of(), List.of(0));
    }

    @Test
    void shouldPassDependenciesOnThroughAnyNumberOfThem() {
        // given
        int number = 20_000;
        var jobs = new StringBuilder("jobs:\n- {type: job, id: e0, name: x, arguments: []}\n");
        var dependencies = new StringBuilder("jobDependencies:\n");
        for (int i = 1; i <= number; i++) {
            jobs.append("- {type: pegasusWorkflow, id: e%d, file: empty.yml}\n".formatted(i));
            dependencies.append("- {id: e%d, children: [e%d]}\n".formatted(i - 1, i));
        }
        jobs.append("- {type: job, id: z, name: y, arguments: []}\n");
        dependencies.append("- {id: e%d, children: [z]}\n".formatted(number));

        // when
        var activities = activities(HEAD + jobs + dependencies, Map.of("empty.yml", HEAD + "jobs: []\n"));

        // then
        assertThat(activities).extracting(Activity::dependsOn).containsExactly(List.of(), List.of(0));
    }

    @Test
    void shouldTakeWorkflowsWithinEachOtherHoweverDeep() {
        // given
        var beside = new HashMap<String, String>();
        for (int i = 0; i < 30; i++) {
            beside.put("w%d.yml".formatted(i), HEAD + within("w%d.yml".formatted(i + 1)));
        }
        beside.put("w30.yml", HEAD + "jobs: [{type: job, id: a, name: x, arguments: []}]\n");

        // when
        var activities = activities(HEAD + within("w0.yml"), beside);

        // then
        assertThat(activities).hasSize(1);
    }

    @Test
    void shouldRefuseAWorkflowWithinItself() {
        // given
        var beside = Map.of("a.yml", HEAD + within("b.yml"), "b.yml", HEAD + within("a.yml"));

        // when
        var problems = refused(HEAD + within("a.yml"), beside);

        // then
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly("Expected another workflow, but 'a.yml' is within itself");
    }

    @Test
    void shouldRefuseMoreJobsThanAnybodyCanRun() {
        // given
        var beside = new HashMap<String, String>();
        for (int i = 0; i < 20; i++) {
            var two = HEAD + "jobs:\n"
                    + "- {type: pegasusWorkflow, id: a, file: w%1$d.yml}\n- {type: pegasusWorkflow, id: b, file: w%1$d.yml}\n"
                            .formatted(i + 1);
            beside.put("w%d.yml".formatted(i), two);
        }
        beside.put("w20.yml", HEAD + "jobs: [{type: job, id: a, name: x, arguments: []}]\n");

        // when
        var problems = refused(HEAD + within("w0.yml"), beside);

        // then
        assertThat(problems)
                .extracting(Problem::message)
                .contains("Expected at most 100,000 jobs in all, but there are more");
    }

    @Test
    void shouldTellInWhichFileBesideSomethingIsAndNoLineOfThisOne() {
        // given
        var beside = Map.of("inner.yml", HEAD + "\n\n\njobs: [{type: job, id: a, arguments: []}]\n");

        // when
        var problems = refused(HEAD + within("inner.yml"), beside);

        // then
        assertThat(problems).singleElement().satisfies(it -> {
            assertThat(it.line()).isLessThanOrEqualTo(1);
            assertThat(it.message()).contains("'name'");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "-n,    file://localhost/data/n, cp /data/n ./-n.part && mv ./-n.part ./-n",
        "f,     file:///data/f,          cp /data/f f.part && mv f.part f",
        "f,     /data/f,                 cp /data/f f.part && mv f.part f"
    })
    void shouldFetchFilesWhateverTheyAreCalled(String lfn, String place, String command) {
        // when
        var activities = activities(withReplica(lfn, place), Map.of());

        // then
        assertThat(activities.getFirst().command()).isEqualTo(new Command.Script(command));
    }

    @ParameterizedTest
    @CsvSource({"file://data", "file://elsewhere/data", "s3://b/f"})
    void shouldSayThatNobodyCanFetchAFileFromThere(String place) {
        // when
        var imported = imported(withReplica("f", place), Map.of());

        // then
        assertThat(imported.workflow().activities()).hasSize(1);
        assertThat(imported.notes()).extracting(Problem::message).anyMatch(it -> it.contains(place));
    }

    @Test
    void shouldTellWhatHasNoEffectInUsesAndOfProgramsThatAreTransferred() {
        // given
        var file = HEAD + """
                transformationCatalog:
                  transformations:
                  - {name: x, sites: [{name: local, type: stageable, pfn: /home/me/x}]}
                jobs:
                - {type: job, id: a, name: x, arguments: [], uses: [{lfn: f, type: output, stageOut: true, forPlanning: true}]}
                """;

        // when
        var notes = imported(file, Map.of()).notes();

        // then
        assertThat(notes)
                .extracting(Problem::message)
                .anyMatch(it -> it.contains("is stageable"))
                .anyMatch(it -> it.contains("'forPlanning'"));
    }

    @Test
    void shouldPackWhatPegasusWouldCluster() {
        // given
        var file = HEAD + """
                transformationCatalog:
                  transformations:
                  - {name: mAdd, profiles: {pegasus: {clusters.size: 3}}}
                jobs:
                - {type: job, id: ID1, name: mAdd, arguments: []}
                - {type: job, id: ID2, name: mAdd, arguments: []}
                - {type: job, id: ID3, name: mAddAll, arguments: []}
                - {type: job, id: ID4, name: other, arguments: []}
                """;

        // when
        var imported = imported(file, Map.of());

        // then
        var waits = Duration.ofSeconds(1);
        assertThat(imported.workflow().packing())
                .isEqualTo(new Packing(
                        false, List.of(new Packing.Rule("mAddAll*", 1, waits), new Packing.Rule("mAdd*", 3, waits))));
        assertThat(imported.notes()).isEmpty();
    }

    private static String withReplica(String lfn, String place) {
        return HEAD + """
                replicaCatalog: {replicas: [{lfn: '%1$s', pfns: [{site: local, pfn: '%2$s'}]}]}
                jobs: [{type: job, id: a, name: x, arguments: [], uses: [{lfn: '%1$s', type: input}]}]
                """.formatted(lfn, place);
    }

    private static String within(String file) {
        return "jobs: [{type: pegasusWorkflow, id: s, file: %s}]\n".formatted(file);
    }

    private static List<Activity> activities(String file, Map<String, String> beside) {
        return imported(file, beside).workflow().activities();
    }

    private static Importing.Imported imported(String file, Map<String, String> beside) {
        return switch (read(file, beside)) {
            case Importing.Imported imported -> imported;
            case Importing.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static List<Problem> refused(String file, Map<String, String> beside) {
        return switch (read(file, beside)) {
            case Importing.Imported imported -> throw new AssertionError(imported.file());
            case Importing.Refused(var problems) -> problems;
        };
    }

    private static Importing read(String file, Map<String, String> beside) {
        var options = new ImportOptions("i", Map.of(), "busybox:1.37", Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);
        var bytes = new HashMap<String, byte[]>();
        beside.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return Imports.read(file.getBytes(StandardCharsets.UTF_8), bytes, Format.PEGASUS, options);
    }
}
