package io.akoflow.engine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Importing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file of another system, found by what is in it")
class ImportsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ArgoFiles.ALL + "---\nkind: Workflow\n",
                ArgoFiles.ALL + "x: !what\n  - 1\n",
            })
    void shouldRefuseItWhenNotAllOfItCanBeRead(String file) {
        // when
        var found = read(file, Optional.empty());

        // then
        assertThat(found).isEqualTo(read(file, Optional.of(Format.ARGO)));
        assertThat(found).containsInstanceOf(Importing.Refused.class);
        assertThat(problems(found.orElseThrow()))
                .hasSize(1)
                .allMatch(it -> it.message().startsWith("Expected")
                        && it.line() > ArgoFiles.ALL.lines().count());
    }

    @Test
    void shouldLeaveItAloneWhenItIsOfNoOtherSystem() {
        // when
        var found = read("name: mine\nspec: {}\n", Optional.empty());

        // then
        assertThat(found).isEmpty();
    }

    private static Optional<Importing> read(String file, Optional<Format> format) {
        return Imports.read(file.getBytes(StandardCharsets.UTF_8), Map::of, format, ImportOptions.NONE);
    }

    private static List<Problem> problems(Importing importing) {
        return switch (importing) {
            case Importing.Refused(var problems) -> problems;
            case Importing.Imported imported -> throw new AssertionError(imported.toString());
        };
    }
}
