package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is loaded by commands, done once")
class RehearsalTest extends CommandLineFixture {

    @Test
    void shouldEndByItself() throws Exception {
        // given
        var file = file("name: a\nspec:\n  image: a\n  activities:\n    - name: a\n      run: b\n");
        // then
        assertThatCode(() -> Rehearsal.main(new String[] {file})).doesNotThrowAnyException();
    }
}
