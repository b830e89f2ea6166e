package io.akoflow.engine.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Packing;
import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.Drafts;
import io.akoflow.engine.policy.NamePattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackingReaderTest {

    private static final String FILE = """
            name: x
            spec:
              image: alpine
              packing: %s
              activities: [{name: align-1, run: "true"}, {name: Align-2, run: "true"}]
            """;

    @Test
    void shouldMeasureWhenItIsAuto() {
        // when
        var workflow = Reading.workflow(FILE.formatted("auto"));

        // then
        assertThat(workflow.packing()).isEqualTo(new Packing(true, List.of()));
    }

    @Test
    void shouldShareNoPodsWhenNothingIsSaid() {
        // when
        var workflow = Reading.workflow(FILE.formatted(""));

        // then
        assertThat(workflow.packing()).isNull();
    }

    @Test
    void shouldReadWhatADraftWrites() {
        // given
        var packing = new Packing(
                true,
                List.of(
                        new Packing.Rule("align", 6, Duration.ofSeconds(3)),
                        new Packing.Rule("*", 1, Duration.ofMillis(1500))));

        // when
        var workflow = Reading.workflow(FILE.formatted(json(Drafts.packing(packing))));

        // then
        assertThat(workflow.packing()).isEqualTo(packing);
    }

    private static String json(List<Object> items) {
        return items.toString().replace("=", ": ").replace("match: *", "match: '*'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            often | Expected 'packing' to be 'auto' or a list of rules such as [{match: align, size: 8}], but it is the text 'often'
            {match: a} | Expected 'packing' to be 'auto' or a list of rules such as [{match: align, size: 8}], but it is a mapping
            [] | Expected at least one rule in 'packing', but there is none
            [auto, auto] | Expected 'auto' at most once in 'packing', but it is there 2 times
            [{size: 2}] | Expected 'match' in an item of 'packing', but it is missing
            [{match: align}] | Expected 'size' in an item of 'packing', but it is missing
            [{match: align, size: 0}] | Expected 'size' to be at least 1, but it is the number 0
            [{match: align, size: 65}] | Expected 'size' to be at most 64, but it is the number 65
            [{match: align, size: 2, wait: 61m}] | Expected 'wait' to be at most 1h, but it is the text '61m'
            [{match: align, size: 2, waits: 1s}] | Expected a key of an item of 'packing', but 'waits' is none; did you mean 'wait'?
            [{match: "", size: 2}] | Expected 'match' to be names of activities such as align-*, but it is the text ''
            """)
    void shouldSayWhatIsWrong(String packing, String message) {
        assertThat(Reading.message(FILE.formatted(packing))).isEqualTo(message);
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        // when
        var problems = Reading.problems(FILE.formatted("[{match: align, size: x, wait: 2}, {size: 0}, 7]")
                .getBytes(UTF_8));

        // then
        assertThat(problems)
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem.line()).isEqualTo(4));
    }

    @Test
    void shouldRefuseWhenThereAreTooManyRules() {
        // when
        var message = Reading.message(FILE.formatted("[" + "{match: align, size: 2},".repeat(51) + "]"));

        // then
        assertThat(message).isEqualTo("Expected at most 50 rules in 'packing', but there are 51");
    }

    @Test
    void shouldWarnWhenARuleMatchesNothing() {
        // when
        var valid = Reading.valid(FILE.formatted("[{match: alig, size: 2}]").getBytes(UTF_8));

        // then
        assertThat(valid.warnings()).extracting(Problem::message).containsExactly("""
                        Expected 'match' to match an activity's name, but 'alig' matches none; * stands for any text""");
    }

    @ParameterizedTest
    @CsvSource({
        "mDiffFit,   mDiffFit,        true",
        "mDiffFit,   mdifffit_ID01,   true",
        "mDiffFit,   mDiffFit7,       true",
        "mDiffFit,   mDiffFitter,     false",
        "mDiffFit,   xmDiffFit,       false",
        "m*Fit,      mDiffFit,        true",
        "m*Fit,      mDiffFit1,       false",
        "*,          anything,        true",
        "a*b*a,      aba,             true",
        "a*a,        a,               false",
        "*bc*,       abbcd,           true",
        "*bb*bb,     abbb,            false",
    })
    void shouldMatchNames(String match, String name, boolean matches) {
        assertThat(new NamePattern(match).matches(name)).isEqualTo(matches);
    }
}
