package io.akoflow.acceptance.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A played activity ends as its variables say")
class FatesTest {

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false"})
    void shouldFailAsOftenAsItIsSaid(int attempt, boolean fails) {
        // when
        var job = new String(Fates.annotated(job(attempt, Work.MILLIS).getBytes(UTF_8)), UTF_8);
        // then
        assertThat(job).contains("\"akoflow.test/duration\":\"120ms\"");
        assertThat(job.contains("\"akoflow.test/exit-code\":\"3\"")).isEqualTo(fails);
    }

    @Test
    void shouldLeaveOthersAsTheyAre() {
        // given
        var job = job(1, "OTHER").getBytes(UTF_8);
        // when
        var sent = Fates.annotated(job);
        // then
        assertThat(sent).isEqualTo(job);
    }

    private static String job(int attempt, String name) {
        return """
                {"metadata":{"labels":{"akoflow.io/attempt":"%d"}},"spec":{"template":{"metadata":{},"spec":{"containers":
                [{"env":[{"name":"%s","value":"120"},{"name":"CHAOS_FAILURES","value":"2"}]}]}}}}
                """.formatted(attempt, name);
    }
}
