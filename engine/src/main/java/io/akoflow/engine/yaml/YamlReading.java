package io.akoflow.engine.yaml;

import io.akoflow.contract.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What was read.
 *
 * @param root empty when the document can't be read at all; then there is a problem that says why
 */
public record YamlReading(Optional<Node> root, List<Problem> problems) {
    public YamlReading {
        problems = List.copyOf(problems);
    }

    static YamlReading refused(Problem why) {
        return new YamlReading(Optional.empty(), List.of(why));
    }
}
