package io.akoflow.engine.pegasus;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Problem;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.ImportOptions.Mode;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Format;
import io.akoflow.engine.formats.Imports;
import io.akoflow.engine.formats.SharedFiles;
import io.akoflow.engine.formats.SharedFiles.Shape;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Abstract workflows of Pegasus become workflow files")
class PegasusImportTest {

    private static final String FILE = """
            pegasus: "5.0"
            name: words
            profiles: {env: {LANG: C}}
            replicaCatalog:
              replicas:
              - {lfn: all.txt, pfns: [{site: web, pfn: "https://example.org/all.txt?a=1&b=2"}]}
              - {lfn: stop.txt, pfns: [{site: s3, pfn: "s3://bucket/stop.txt"}]}
            transformationCatalog:
              transformations:
              - name: count
                namespace: text
                version: "1.0"
                sites:
                - {name: condorpool, type: installed, pfn: /opt/bin/count, container: python,
                   profiles: {condor: {request_memory: 1 GB, request_cpus: 2}, dagman: {RETRY: 2}}}
              containers:
              - {name: python, type: docker, image: "docker://python:3.12-slim", mounts: ["/data:/data"]}
            jobs:
            - {type: job, id: ID1, name: split, arguments: [-l, 10, all.txt], uses: [{lfn: all.txt, type: input}, {lfn: part, type: output}]}
            - type: job
              id: ID2
              name: count
              namespace: text
              version: "1.0"
              arguments: ["it's", "a b"]
              stdin: part
              stdout: out/count.txt
              profiles: {env: {SEED: "7"}, pegasus: {memory: 2048, runtime: 12.5, style: condor}}
              hooks: {shell: [{_on: end, cmd: echo}]}
            """;

    @Test
    void shouldBecomeTheOriginalToolsWorkflow() throws IOException {
        // given
        var expected = valid(SharedFiles.read("akoflow/montage-050d.yaml")).workflow();

        // when
        var imported = imported(SharedFiles.read("pegasus/montage-050d.yml"), Map.of(), all("montage:1"));

        // then
        assertThat(told(imported.workflow())).isEqualTo(told(expected));
    }

    /** What each activity does and waits for, by its name in lower case. */
    private static Map<String, String> told(Workflow workflow) {
        var activities = workflow.activities();
        return activities.stream()
                .collect(Collectors.toMap(
                        PegasusImportTest::lower,
                        it -> it.command() + " after "
                                + it.dependsOn().stream()
                                        .map(activities::get)
                                        .map(PegasusImportTest::lower)
                                        .sorted()
                                        .toList(),
                        (a, b) -> a + b,
                        TreeMap::new));
    }

    private static String lower(Activity activity) {
        return activity.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void shouldHaveTheGraphOfTheLargerFile() throws IOException {
        // when
        var imported = imported(SharedFiles.read("pegasus/montage-075d.yml"), Map.of(), all("montage:1"));

        // then
        assertThat(Shape.of(imported.workflow())).isEqualTo(new Shape(178, 444, 8, 108));
    }

    @Test
    void shouldHonourWhatCatalogsAndProfilesSay() {
        // when
        var imported = imported(FILE.getBytes(StandardCharsets.UTF_8), Map.of(), all("alpine:3.20"));

        // then
        var count = imported.workflow().activities().get(1);
        assertThat(count.name()).isEqualTo("countID2");
        assertThat(count.image()).isEqualTo("python:3.12-slim");
        assertThat(count.command())
                .isEqualTo(
                        new Command.Script("mkdir -p -- out\n/opt/bin/count 'it'\\''s' 'a b' < part > out/count.txt"));
        assertThat(count.dependsOn()).containsExactly(0);
        assertThat(count.resources().memoryBytes()).isEqualTo(2L << 30);
        assertThat(count.resources().cpuMillis()).isEqualTo(2000);
        assertThat(count.retry().attempts()).isEqualTo(3);
        assertThat(count.expected()).isEqualTo(Duration.ofMillis(12_500));
        assertThat(count.env()).isEqualTo(Map.of("LANG", new EnvValue.Literal("C"), "SEED", new EnvValue.Literal("7")));
    }

    @Test
    void shouldTellWhatItDoesNotHonour() {
        // when
        var notes = imported(FILE.getBytes(StandardCharsets.UTF_8), Map.of(), all("alpine:3.20"))
                .notes();

        // then
        assertThat(notes)
                .allMatch(it -> it.severity() == Problem.Severity.WARNING)
                .allMatch(it -> it.line() > 0);
        assertThat(messages(notes))
                .anyMatch(it -> it.contains("'mounts' of a container"))
                .anyMatch(it -> it.contains("'pegasus.style'"))
                .anyMatch(it -> it.contains("'hooks'"))
                .anyMatch(it -> it.contains("1 files get to the run's disk"));
    }

    @Test
    void shouldFetchWhatNobodyWritesWhenItIsToldTo() {
        // given
        var options =
                new ImportOptions("alpine:3.20", Map.of(), "busybox:1.37", Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);

        // when
        var activities = imported(FILE.getBytes(StandardCharsets.UTF_8), Map.of(), options)
                .workflow()
                .activities();

        // then
        assertThat(activities.getFirst().name()).isEqualTo("stage-in");
        assertThat(activities.getFirst().command())
                .isEqualTo(new Command.Script(
                        "wget -q -O all.txt.part 'https://example.org/all.txt?a=1&b=2' && mv all.txt.part all.txt"));
        assertThat(activities.get(1).dependsOn()).containsExactly(0);
        assertThat(activities.get(2).dependsOn()).containsExactly(1);
    }

    @Test
    void shouldPutTheJobsOfAWorkflowWithinInItsPlace() {
        // given
        var outer = """
                pegasus: 5.0.4
                name: outer
                jobs:
                - {type: job, id: a, name: make, arguments: []}
                - {type: pegasusWorkflow, id: sub, file: inner.yml, arguments: [--force]}
                - {type: job, id: z, name: end, arguments: []}
                jobDependencies: [{id: a, children: [sub]}, {id: sub, children: [z]}]
                """;
        var inner = """
                pegasus: 5.0.4
                name: inner
                jobs:
                - {type: job, id: a, name: x, arguments: []}
                - {type: job, id: b, name: y, arguments: []}
                jobDependencies: [{id: a, children: [b]}]
                """;

        // when
        var imported = imported(bytes(outer), Map.of("inner.yml", bytes(inner)), all("i"));

        // then
        var activities = imported.workflow().activities();
        assertThat(activities).extracting(Activity::name).containsExactly("makea", "sub.xa", "sub.yb", "endz");
        assertThat(activities)
                .extracting(Activity::dependsOn)
                .containsExactly(List.of(), List.of(0), List.of(1), List.of(2));
    }

    @Test
    void shouldTellAllThatIsWrongAtOnce() {
        // given
        var file = """
                pegasus: 4.9
                name: wrong
                jobs:
                - {type: job, id: a, name: x, arguments: []}
                - {type: job, id: a, name: y, arguments: []}
                - {type: condorWorkflow, id: c, file: dag}
                - {type: pegasusWorkflow, id: d, file: made-later.yml}
                jobDependencies: [{id: a, children: [nobody]}]
                """;

        // when
        var importing = Imports.read(bytes(file), Map.of(), Format.PEGASUS, all("i"));

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Refused.class,
                        refused -> assertThat(messages(refused.problems()))
                                .hasSize(5)
                                .anyMatch(it -> it.contains("of Pegasus 5, but it is of '4.9'"))
                                .anyMatch(it -> it.contains("'a' is there twice"))
                                .anyMatch(it -> it.contains("condorWorkflow"))
                                .anyMatch(it -> it.contains("'made-later.yml' beside this one"))
                                .anyMatch(it -> it.contains("there is no 'nobody'")));
    }

    private static Set<String> messages(List<Problem> problems) {
        return problems.stream().map(Problem::message).collect(Collectors.toSet());
    }

    private static ImportOptions all(String image) {
        return new ImportOptions(image, Map.of(), null, Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static WorkflowReading.Valid valid(byte[] file) {
        return (WorkflowReading.Valid) WorkflowReader.read(file);
    }

    private static Importing.Imported imported(byte[] file, Map<String, byte[]> beside, ImportOptions options) {
        var importing = Imports.read(file, beside, Format.PEGASUS, options);
        assertThat(importing).isInstanceOf(Importing.Imported.class);
        return (Importing.Imported) importing;
    }
}
