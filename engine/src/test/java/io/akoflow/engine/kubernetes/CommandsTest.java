package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.Command;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs what containers are told to run, as Kubernetes would hand it over. */
class CommandsTest {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\((\\w+)\\)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo \"it's\" $HOME '$(SEED)' \"$(echo hi)\" $$ > /dev/null",
                "$",
                "$$",
                "$$$",
                "$($x)",
                "$é$$(a)",
                "a\\$b",
                "100 $",
                "$(SEED)$(SEED)$$(SEED)"
            })
    void shouldReachTheProgramUnchangedWhenKubernetesExpandsReferences(String text) {
        // when
        var written = Commands.literal(text);

        // then
        assertThat(expanded(written)).isEqualTo(text);
    }

    @Test
    void shouldCopyWhatTheImageHoldsWithoutOverwritingWhenAScriptStarts() throws Exception {
        // given
        var baked = Files.createDirectories(folder.resolve("baked/deep"));
        Files.writeString(baked.resolve("inner.txt"), "inner");
        Files.writeString(folder.resolve("baked/.hidden"), "hidden");
        Files.writeString(folder.resolve("baked/mine.txt"), "the image's");
        var work = folder.resolve("work");
        Files.createDirectories(work.resolve("deep"));
        Files.writeString(work.resolve("mine.txt"), "mine");

        // when
        var output = run(work, "cat deep/inner.txt .hidden mine.txt; ls -A | wc -l; echo \"$0 $#\"");

        // then
        assertThat(output.replaceAll("\\s+", " "))
                .startsWith("innerhiddenmine3")
                .contains(" 0");
    }

    @Test
    void shouldEndWithTheScriptsFirstFailureWhenTheShellHasOptionE() throws Exception {
        // when
        var output = run(folder, "echo one; false; echo two");

        // then
        assertThat(output).isEqualTo("one\nexit 1");
    }

    @Test
    void shouldNotNeedAShellWhenTheWorkflowsShellIsAnotherProgram() {
        // given
        var spec = spec(List.of("python3", "-c"), new Command.Script("print(1)"));

        // when
        var command = Commands.of(spec);

        // then
        assertThat(command).containsExactly("python3", "-c", "print(1)");
    }

    @Test
    void shouldHandOverAFileWhenAScriptIsTooLongForAnArgument() {
        // given
        var longScript = new Command.Script("# " + "é".repeat(Commands.LONGEST_ARGUMENT / 2));

        // when
        var inShell = Commands.of(spec(List.of("busybox", "sh", "-e", "-c"), longScript));
        var inPython = Commands.of(spec(List.of("python3", "-c"), longScript));

        // then
        assertThat(inShell).startsWith("busybox", "sh", "-c").endsWith("-e", "-c", ". /akoflow-script/run");
        assertThat(inPython).containsExactly("python3", "/akoflow-script/run");
    }

    @Test
    void shouldRunAProgramAsItIsWhenThereIsNoScript() {
        // when
        var command = Commands.of(spec(List.of("/bin/sh", "-ec"), new Command.Program(List.of("prog", "$(x) y"))));

        // then
        assertThat(command).containsExactly("prog", "$$(x) y");
    }

    private String run(Path work, String script) throws IOException, InterruptedException {
        var command = Commands.of(spec(List.of("/bin/sh", "-ec"), new Command.Script(script))).stream()
                .map(CommandsTest::expanded)
                .map(word -> word.replace(
                        "/akoflow-wfa-shared", folder.resolve("baked").toString()))
                .toList();
        var builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("AKOFLOW_RUN", "r", "ACTIVITY_ID", "0", "AKOFLOW_ATTEMPT", "1"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        var code = process.waitFor();
        return code == 0 ? output : output + "exit " + code;
    }

    private static String expanded(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            var name = match.group(1);
            return Matcher.quoteReplacement(name == null ? "$" : "value of " + name);
        });
    }

    private static AttemptSpec spec(List<String> shell, Command command) {
        var activity = new Activity(
                "a",
                "image",
                command,
                List.of(),
                Resources.NONE,
                Map.of(),
                null,
                RetryPolicy.ONCE,
                Map.of(),
                false,
                PodOptions.NONE);
        var storage = new StoragePolicy(StoragePolicy.Type.SHARED, null, "1Gi", StoragePolicy.Retain.ALWAYS);
        return new AttemptSpec("w", 1, null, storage, "/data", shell, activity, List.of(), null);
    }
}
