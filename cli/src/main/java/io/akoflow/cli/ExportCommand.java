package io.akoflow.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a run as others read it. */
@Command(name = "export", description = "Fetch a run as other systems and archives read it.")
final class ExportCommand extends ServerCommand {

    private static final Map<String, String> FILES =
            Map.of("ro-crate", "crate.zip", "wfformat", "wfformat.json", "trace", "trace.tsv", "prov", "prov.json");

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            description =
                    "ro-crate (a zipped Provenance Run Crate), wfformat (1.6), trace (a line for each attempt), or"
                            + " prov (PROV-JSON).")
    String format = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Write it here, or into this folder; else it is printed.")
    @Nullable
    Path file;

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        var name = FILES.get(format);
        if (name == null) {
            throw wrongUse("Expected --to to be ro-crate, wfformat, trace or prov, but it is '%s'.".formatted(format));
        }
        if (file == null && console.isDrawnOn() && name.endsWith(".zip")) {
            throw wrongUse("Expected --file beside --to ro-crate, which is no text, but it is not there.");
        }
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One(var id) -> {
                var own = "%s-%s".formatted(id, name);
                var target = file == null ? FetchedFile.to(console.out()) : FetchedFile.to(file, own);
                yield fetched(
                        server,
                        target.fetch(server, "api/v1/runs/%s/export?format=%s".formatted(Server.encoded(id), format)));
            }
            case RunReference.Found.Not not -> not.exitCode();
        };
    }
}
