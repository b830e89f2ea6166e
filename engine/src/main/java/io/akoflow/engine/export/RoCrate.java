package io.akoflow.engine.export;

import io.akoflow.engine.export.CrateIds.Tool;
import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells a run as a <a
 * href="https://www.researchobject.org/workflow-run-crate/profiles/provenance_run_crate/">Provenance Run Crate</a> 0.5.
 * Files that the run left are named by where they can be fetched; they are not in the crate.
 */
public final class RoCrate {

    /** What a crate's metadata begins with. */
    public static final List<String> CONTEXT =
            List.of("https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context");

    private static final String VERSION = "0.5";
    private static final String CRATE = "https://w3id.org/ro/crate/1.1";
    private static final String WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0";
    private static final String LANGUAGE = "#akoflow-workflow-file";
    private static final String ENGINE = "#akoflow";
    private static final String AGENT = "#agent";

    private final ToldRun run;
    private final About about;
    private final CrateIds ids;
    private final Map<String, NamedFile> files;

    /**
     * What is not of the run itself.
     *
     * @param version of akoflow
     * @param license of the crate, a URL
     * @param at when it is exported
     * @param files where the run's files are, to which the path of one, as part of a query, is added
     */
    public record About(String version, String license, Instant at, String files) {}

    private RoCrate(ToldRun run, About about) {
        this.run = run;
        this.about = about;
        this.ids = new CrateIds(run, about.files());
        this.files = files();
    }

    /**
     * All entities, each made when it is asked for, those about one activity's attempts together; the metadata
     * descriptor is the first.
     */
    public static Iterator<Map<String, Object>> graph(ToldRun run, About about) {
        return new InTurn<>(new RoCrate(run, about)
                .entities()
                .map(part -> part.map(Entity::properties))
                .toList());
    }

    private Map<String, NamedFile> files() {
        var all = new LinkedHashMap<String, NamedFile>();
        for (int i = 0; i < run.files().size(); i++) {
            int ordinal = i;
            var named = run.files().get(ordinal);
            named.outputs().forEach(file -> all.merge(ids.output(ordinal, file), file, RoCrate::larger));
            named.inputs().forEach(file -> all.merge(ids.input(ordinal, file), file, RoCrate::larger));
        }
        return all;
    }

    private static NamedFile larger(NamedFile one, NamedFile other) {
        return one.bytes() >= other.bytes() ? one : other;
    }

    private Stream<Stream<Entity>> entities() {
        var actions = new CrateActions(run, ids);
        return Stream.of(
                Stream.of(descriptor(), root()),
                profiles(),
                Stream.of(workflow(), language(), engine(), agent(), trace(), wfformat()),
                ids.tools().entrySet().stream().map(it -> tool(it.getKey(), it.getValue())),
                IntStream.range(0, run.workflow().activities().size()).mapToObj(this::step),
                ids.images().entrySet().stream()
                        .map(it -> CrateImage.of(it.getKey(), ids.asked(it.getKey()), it.getValue())),
                files.entrySet().stream().map(it -> file(it.getKey(), it.getValue())),
                Stream.of(runAction(), organize(actions)),
                actions.all());
    }

    private static Entity descriptor() {
        return Entity.of("ro-crate-metadata.json", "CreativeWork")
                .to("about", "./")
                .to("conformsTo", List.of(CRATE, WORKFLOW_CRATE));
    }

    private Entity root() {
        var conformsTo = new ArrayList<>(Profile.ids());
        conformsTo.add(WORKFLOW_CRATE);
        var parts = new ArrayList<>(List.of(CrateIds.WORKFLOW, CrateIds.TRACE, CrateIds.WFFORMAT));
        parts.addAll(files.keySet());
        return Entity.of("./", "Dataset")
                .to("conformsTo", conformsTo)
                .with(
                        "name",
                        "Run %d of %s".formatted(run.number(), run.workflow().name()))
                .with("description", "What akoflow ran, when, where and with what result")
                .at("datePublished", about.at())
                .to("license", about.license())
                .to("mainEntity", CrateIds.WORKFLOW)
                .to("hasPart", parts)
                .to("mentions", ids.run());
    }

    /** The profiles that each contain the one before. */
    private enum Profile {
        PROCESS("Process Run Crate"),
        WORKFLOW("Workflow Run Crate"),
        PROVENANCE("Provenance Run Crate");

        private final String title;

        Profile(String title) {
            this.title = title;
        }

        String id() {
            return "https://w3id.org/ro/wfrun/%s/%s"
                    .formatted(title.substring(0, title.indexOf(' ')).toLowerCase(Locale.ROOT), VERSION);
        }

        static List<String> ids() {
            return Stream.of(values()).map(Profile::id).toList();
        }
    }

    private static Stream<Entity> profiles() {
        return Stream.concat(
                Stream.of(Profile.values())
                        .map(it -> Entity.of(it.id(), "CreativeWork")
                                .with("name", it.title)
                                .with("version", VERSION)),
                Stream.of(Entity.of(WORKFLOW_CRATE, "CreativeWork")
                        .with("name", "Workflow RO-Crate")
                        .with("version", "1.0")));
    }

    private Entity workflow() {
        return Entity.of(CrateIds.WORKFLOW, List.of("File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"))
                .with("name", run.workflow().name())
                .with("encodingFormat", "application/yaml")
                .to("programmingLanguage", LANGUAGE)
                .to("hasPart", ids.tools().values())
                .to(
                        "step",
                        IntStream.range(0, run.workflow().activities().size())
                                .mapToObj(CrateIds::step)
                                .toList());
    }

    private static Entity language() {
        return Entity.of(LANGUAGE, "ComputerLanguage")
                .with("name", "akoflow workflow file")
                .with("alternateName", "akoflow");
    }

    private Entity engine() {
        return Entity.of(ENGINE, "SoftwareApplication")
                .with("name", "akoflow")
                .with("softwareVersion", about.version());
    }

    private Entity agent() {
        return Entity.of(AGENT, "Person").with("name", run.owner());
    }

    private static Entity trace() {
        return Entity.of(CrateIds.TRACE, "File")
                .with("name", "All attempts, a line each")
                .with("encodingFormat", "text/tab-separated-values");
    }

    private Entity wfformat() {
        return Entity.of(CrateIds.WFFORMAT, "File")
                .with("name", "The run in WfFormat 1.6")
                .with("encodingFormat", "application/json")
                .to("about", ids.run());
    }

    private static Entity tool(Tool tool, String id) {
        return Entity.of(id, "SoftwareApplication")
                .with("name", tool.name())
                .with("softwareRequirements", tool.image());
    }

    private Entity step(int ordinal) {
        return Entity.of(CrateIds.step(ordinal), "HowToStep")
                .with("name", run.activity(ordinal).name())
                .with("position", Integer.toString(ordinal + 1))
                .to("workExample", ids.tool(ordinal));
    }

    private static Entity file(String id, NamedFile file) {
        return Entity.of(id, "File")
                .with("name", file.path())
                .with("contentSize", file.bytes() < 0 ? null : Long.toString(file.bytes()));
    }

    private Entity runAction() {
        var written = new LinkedHashSet<String>();
        var read = new LinkedHashSet<String>();
        for (int i = 0; i < run.files().size(); i++) {
            written.addAll(ids.outputs(i));
            read.addAll(ids.inputs(i));
        }
        var results = new LinkedHashSet<>(written);
        results.removeAll(read);
        read.removeAll(written);
        return Entity.of(ids.run(), "CreateAction")
                .with("name", "Run %s".formatted(run.id()))
                .to("instrument", CrateIds.WORKFLOW)
                .to("agent", AGENT)
                .at("startTime", Objects.requireNonNullElse(run.startedAt(), run.submittedAt()))
                .at("endTime", run.endedAt())
                .to("object", read)
                .to("result", results)
                .to("actionStatus", CrateActions.status(run.state()))
                .with("error", CrateActions.error(run));
    }

    private Entity organize(CrateActions actions) {
        return Entity.of("#organize", "OrganizeAction")
                .with("name", "akoflow's part of it")
                .to("instrument", ENGINE)
                .to("agent", AGENT)
                .at("startTime", run.submittedAt())
                .at("endTime", run.endedAt())
                .to("object", actions.controls())
                .to("result", ids.run());
    }
}
