package io.akoflow.engine.draft;

import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.yaml.Node;
import io.akoflow.engine.yaml.YamlReader;
import java.util.Optional;

/** A file beside the one that is imported. */
public final class FileBeside {

    private FileBeside() {}

    /**
     * What is in it, without places, since they would be taken for those of the file that is imported; empty when it
     * can't be read, which is an error.
     */
    public static Optional<Node> read(String name, byte[] bytes, Problems problems) {
        var reading = YamlReader.read(bytes);
        if (!reading.problems().isEmpty()) {
            var first = reading.problems().getFirst();
            problems.error(
                    new Node.Scalar(0, 0, name, true),
                    "Expected to read %s, but on its line %d: %s",
                    name,
                    first.line(),
                    first.message());
            return Optional.empty();
        }
        return reading.root().map(FileBeside::withoutPlaces);
    }

    private static Node withoutPlaces(Node node) {
        return switch (node) {
            case Node.Scalar it -> new Node.Scalar(0, 0, it.text(), it.plain());
            case Node.Sequence(var _, var _, var items) ->
                new Node.Sequence(
                        0, 0, items.stream().map(FileBeside::withoutPlaces).toList());
            case Node.Mapping(var _, var _, var entries) ->
                new Node.Mapping(
                        0,
                        0,
                        entries.stream()
                                .map(it -> new Node.Entry(withoutPlaces(it.key()), withoutPlaces(it.value())))
                                .toList());
        };
    }
}
