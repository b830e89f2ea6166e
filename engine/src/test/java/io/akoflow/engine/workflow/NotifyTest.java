package io.akoflow.engine.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.RunState;
import io.akoflow.contract.Webhook;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyTest {

    private static final String FILE = """
            name: x
            spec:
              image: alpine
              notify: [%s]
              activities: [{name: a, run: "true"}]
            """;

    @Test
    void shouldMeanEveryEndWhenNoneIsNamed() {
        // given
        var file = FILE.formatted("{url: 'https://e.org/a', on: [FAILED]}, {url: 'https://e.org/b'}");

        // when
        var valid = Reading.valid(file.getBytes(UTF_8));

        // then
        assertThat(valid.webhooks())
                .containsExactly(
                        new Webhook("https://e.org/a", List.of(RunState.FAILED)),
                        new Webhook(
                                "https://e.org/b", List.of(RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://e.org/a?key=1,  true",
        "http://[::1]:9000/,     true",
        "ftp://e.org/,           false",
        "https:e.org,            false",
        "https://ada:x@e.org/,   false",
        "https://ada@e.org/,     false",
        "https://e.org/#part,    false",
        "https://e.org/a b,      false"
    })
    void shouldTakeUrlsWithAHostAndNoUser(String url, boolean isOne) {
        assertThat(WebhookUrl.isOne(url)).isEqualTo(isOne);
    }

    @Test
    void shouldRefuseWhenThereAreTooMany() {
        // given
        var eleven = IntStream.range(0, 11)
                .mapToObj("{url: 'https://e.org/%d'}"::formatted)
                .collect(Collectors.joining(","));

        // when
        var reading = WorkflowReader.read(FILE.formatted(eleven).getBytes(UTF_8));

        // then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        WorkflowReading.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.message())
                                        .isEqualTo(
                                                "Expected at most 10 to be told when the run ends, but there are 11")));
    }
}
