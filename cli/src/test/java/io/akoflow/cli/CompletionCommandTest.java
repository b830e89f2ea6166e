package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A shell completes what is typed, with the script that is printed for it")
class CompletionCommandTest extends CommandLineFixture {

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("sh", "show"),
                Arguments.of("show --gr", "--graph"),
                Arguments.of("list --output j", "json"),
                Arguments.of("token cr", "create"),
                Arguments.of("token create ada --role op", "operator"),
                Arguments.of("completion f", "fish"),
                Arguments.of("dem", "demo"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void shouldCompleteInBash(String typed, String completed) throws Exception {
        // given
        var script = script("bash");
        // when
        var answer = bash(script, typed);
        // then
        assertThat(answer).containsExactly(completed);
    }

    @Test
    void shouldCompleteFilesInBash() throws Exception {
        // given
        var script = script("bash");
        Files.createFile(folder.resolve("sky.yaml"));
        // when
        var answer = bash(script, "run --file sk");
        // then
        assertThat(answer).containsExactly("sky.yaml");
    }

    private List<String> bash(Path script, String typed) throws Exception {
        return answer("bash", "--noprofile", "--norc", "-c", """
                source "$1"
                COMP_LINE="akoflow $2"
                COMP_POINT=${#COMP_LINE}
                COMP_WORDS=(akoflow $2)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_akoflow akoflow "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null # it wants to be called by the shell's editor
                printf '%s\\n' "${COMPREPLY[@]}"
                """, "bash", script.toString(), typed);
    }

    @ParameterizedTest
    @MethodSource("words")
    @CsvSource({"run sk, sky.yaml", "validate sk, sky.yaml", "run --file sk, sky.yaml"})
    void shouldCompleteInFish(String typed, String completed) throws Exception {
        // given
        assumeInstalled("fish");
        var script = script("fish");
        Files.createFile(folder.resolve("sky.yaml"));
        // when
        var answer = answer(
                "fish",
                "--no-config",
                "-c",
                "source $argv[1]; complete -C \"akoflow $argv[2]\"",
                script.toString(),
                typed);
        // then
        assertThat(answer).map(line -> line.split("\t", 2)[0]).containsExactly(completed);
    }

    @Test
    void shouldOfferOnlyWhatBelongsThereInFish() throws Exception {
        // given
        assumeInstalled("fish");
        var script = script("fish");
        // when
        var answer =
                answer("fish", "--no-config", "-c", "source $argv[1]; complete -C 'akoflow token '", script.toString());
        // then
        assertThat(answer).map(line -> line.split("\t", 2)[0]).containsExactly("create", "list", "revoke");
    }

    @ParameterizedTest
    @MethodSource("words")
    @CsvSource({"run sk, sky.yaml", "validate sk, sky.yaml", "run --file sk, sky.yaml"})
    void shouldCompleteInZsh(String typed, String completed) throws Exception {
        // given
        assumeInstalled("zsh");
        var script = script("zsh");
        Files.createFile(folder.resolve("sky.yaml"));
        // when
        var answer = zsh(script, typed);
        // then
        assertThat(answer).containsExactly(completed);
    }

    /** Only the shell's editor completes, so there has to be a terminal in which somebody types. */
    private List<String> zsh(Path script, String typed) throws Exception {
        return answer("zsh", "-f", "-c", """
                zmodload zsh/zpty
                zpty shell 'TERM=dumb exec zsh -f -i'
                zpty -w shell "autoload -U compinit && compinit -u -d dump; source $1; bindkey '^I' complete-word"
                zpty -w shell 'tell() { print -r -- "<<$BUFFER>>"; BUFFER=; }; zle -N tell; bindkey "^X" tell; print REA""DY'
                zpty -r shell before '*READY*'
                zpty -w -n shell "akoflow $2"$'\\t\\x18'
                zpty -r shell said '*<<*>>*'
                words=(${=${${said##*<<}%%>>*}})
                print -r -- $words[-1]
                """, "zsh", script.toString(), typed);
    }

    @Test
    void shouldEndWith2WhenShellIsUnknown() {
        // when
        int code = akoflow("completion", "tcsh");
        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("tcsh", "FISH");
    }

    private Path script(String shell) throws IOException {
        assertThat(akoflow("completion", shell)).isZero();
        return Files.write(folder.resolve("script"), out.toByteArray());
    }

    private static void assumeInstalled(String shell) {
        var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        assumeTrue(
                Stream.of(path).anyMatch(place -> Files.isExecutable(Path.of(place, shell))), shell + " is installed");
    }

    private List<String> answer(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
