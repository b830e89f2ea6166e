package io.akoflow.engine.formats;

import io.akoflow.contract.Problem;
import io.akoflow.engine.argo.ArgoImport;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.hyperflow.HyperflowImport;
import io.akoflow.engine.pegasus.PegasusImport;
import io.akoflow.engine.wfformat.WfImport;
import io.akoflow.engine.yaml.Node;
import io.akoflow.engine.yaml.YamlReader;
import io.akoflow.engine.yaml.YamlReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes workflow files of those of other systems. */
public final class Imports {

    private Imports() {}

    /**
     * What becomes of {@code file} as one of {@code format}, or of the one that it is in; empty when nobody says and it
     * is in none. It is read once, since large ones take long. Never throws, whatever the bytes are.
     *
     * @param beside what is beside it, by name, asked for when it is known to be one of another system
     */
    public static Optional<Importing> read(
            byte[] file, Supplier<Map<String, byte[]>> beside, Optional<Format> format, ImportOptions options) {
        if (format.isPresent()) {
            return Optional.of(read(file, beside.get(), format.get(), options));
        }
        if (!Format.mayBe(new String(file, StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        var reading = YamlReader.read(file);
        return reading.root()
                .flatMap(root -> root instanceof Node.Mapping mapping ? Format.of(mapping) : Optional.empty())
                .map(it -> read(reading, beside.get(), it, options));
    }

    /**
     * What becomes of {@code file}. Never throws, whatever the bytes are.
     *
     * @param beside what is beside it, by name; catalogs are found there
     */
    public static Importing read(byte[] file, Map<String, byte[]> beside, Format format, ImportOptions options) {
        return read(YamlReader.read(file), beside, format, options);
    }

    private static Importing read(
            YamlReading reading, Map<String, byte[]> beside, Format format, ImportOptions options) {
        if (!reading.problems().isEmpty()) {
            return new Importing.Refused(reading.problems());
        }
        return switch (reading.root().orElseThrow()) {
            case Node.Mapping mapping -> read(mapping, beside, format, options);
            case Node.Scalar other -> noMapping(other);
            case Node.Sequence other -> noMapping(other);
        };
    }

    private static Importing read(Node.Mapping file, Map<String, byte[]> beside, Format format, ImportOptions options) {
        return switch (format) {
            case WFFORMAT -> WfImport.read(file, options);
            case PEGASUS -> PegasusImport.read(file, beside, options);
            case HYPERFLOW -> HyperflowImport.read(file, beside, options);
            case ARGO -> ArgoImport.read(file, options);
        };
    }

    private static Importing noMapping(Node other) {
        return new Importing.Refused(List.of(new Problem(
                Problem.Severity.ERROR,
                other.line(),
                other.column(),
                "Expected the mapping that a workflow file is, but it is something else")));
    }
}
