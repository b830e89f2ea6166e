package io.akoflow.engine.argo;

import io.akoflow.contract.Workflow;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Imports;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads files of Argo, and has what many begin and end with. */
final class ArgoReading {

    static final String HEAD = """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: sums-}
            spec:
              entrypoint: main
            """;
    static final String LEAF = """
                - name: run
                  inputs: {parameters: [{name: x, default: none}]}
                  container: {image: 'alpine:3.20', command: [echo], args: ['{{inputs.parameters.x}}']}
            """;

    private ArgoReading() {}

    static Workflow workflow(String file) {
        return imported(file).workflow();
    }

    static Importing.Imported imported(String file) {
        return switch (read(file)) {
            case Importing.Imported imported -> imported;
            case Importing.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    static Importing read(String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return Imports.read(bytes, Map::of, Optional.empty(), ImportOptions.NONE)
                .orElseThrow();
    }
}
