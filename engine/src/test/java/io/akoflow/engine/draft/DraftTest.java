package io.akoflow.engine.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever texts a draft holds, the workflow file that is written says them. */
class DraftTest {

    private static final int TEXTS = 1_000;
    private static final List<String> PIECES = List.of(
            "NULL",
            "Null",
            "null",
            "~",
            "",
            "true",
            "False",
            "yes",
            "on",
            "0x1F",
            "0o7",
            "012",
            "1e3",
            ".5",
            ".inf",
            "-.INF",
            ".NaN",
            "1_000",
            "2026-11-28",
            "-",
            "- ",
            ":",
            ": ",
            " #",
            "'",
            "\"",
            "\\",
            "\n",
            "\n\n",
            "\t",
            " ",
            "é",
            "😀",
            "?",
            "!",
            "!!str",
            "&a",
            "*a",
            "%",
            "@",
            "`",
            "[",
            "]",
            "{",
            "}",
            ",",
            "|",
            ">",
            "=",
            "<<",
            "---",
            "...",
            "a",
            "\u2028",
            "$(A)",
            "\ufeff");

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "Null", "~", "true", ".NaN", "0x1F", "", "\n", "<<"})
    void shouldSayWordsThatMeanSomethingElseWithoutQuotes(String text) {
        assertThat(readAgain(List.of(text))).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSayWhatItHoldsWhateverThatIs(long seed) {
        // given
        var random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            var text = new StringBuilder();
            for (int pieces = random.nextInt(4); pieces >= 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }

        // when, then
        assertThat(readAgain(texts)).isEqualTo(texts);
    }

    /** From variables and from words, which say the same. */
    private static List<String> readAgain(List<String> texts) {
        List<String> words = new ArrayList<>(List.of("echo"));
        words.addAll(texts);
        var activity = new DraftActivity("a", new Node.Scalar(1, 1, "", true)).command(words);
        for (int i = 0; i < texts.size(); i++) {
            activity.env("V" + i, texts.get(i));
        }
        var importing = Drafting.finish(new Draft("d", "alpine:3.20", Map.of(), List.of(activity)), new Problems());
        assertThat(importing).isInstanceOf(Importing.Imported.class);
        var read = ((Importing.Imported) importing).workflow().activities().getFirst();
        assertThat(read.command()).isEqualTo(new Command.Program(words));
        return read.env().values().stream()
                .map(value -> ((EnvValue.Literal) value).value())
                .toList();
    }
}
