package io.akoflow.gateway.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.engine.export.ProvJson;
import io.akoflow.engine.export.RoCrate;
import io.akoflow.engine.export.ToldRun;
import io.akoflow.engine.export.Trace;
import io.akoflow.engine.wfformat.WfExport;
import io.akoflow.gateway.store.RunFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes runs as others read them, piece by piece, since a large one is not to be held whole. */
@ApplicationScoped
public class Exports {

    private static final String LICENSE = "https://spdx.org/licenses/CC0-1.0";
    private static final ObjectMapper JSON = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final String version;

    Exports(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /** In WfFormat 1.6. */
    public void wfformat(ToldRun run, OutputStream out) throws IOException {
        JSON.writeValue(out, WfExport.of(run, version));
    }

    /** A line for each attempt. */
    public void trace(ToldRun run, OutputStream out) throws IOException {
        Iterator<String> lines = Trace.lines(run).iterator();
        while (lines.hasNext()) {
            out.write(lines.next().getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * PROV-JSON.
     *
     * @param files where the run's files are, to which the path of one, as part of a query, is added
     */
    public void prov(ToldRun run, String files, OutputStream out) throws IOException {
        JSON.writeValue(out, ProvJson.of(run, version, files));
    }

    /** A zipped RO-Crate; {@code files} as above. */
    public void crate(ToldRun run, RunFile file, String files, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(new Unclosed(out), StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("ro-crate-metadata.json"));
            metadata(run, files, zip);
            zip.putNextEntry(new ZipEntry("workflow.yaml"));
            zip.write(file.bytes());
            zip.putNextEntry(new ZipEntry("trace.tsv"));
            trace(run, zip);
            zip.putNextEntry(new ZipEntry("wfformat.json"));
            wfformat(run, zip);
            zip.closeEntry();
        }
    }

    private void metadata(ToldRun run, String files, OutputStream out) throws IOException {
        var about = new RoCrate.About(version, LICENSE, Instant.now(), files);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writePOJOField("@context", RoCrate.CONTEXT);
            json.writeArrayFieldStart("@graph");
            for (var entities = RoCrate.graph(run, about); entities.hasNext(); ) {
                json.writePOJO(entities.next());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Whoever handed it over closes it. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
