package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.Draft;
import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.Drafting;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes workflow files of abstract workflows of Pegasus 5. An activity is called as its job's transformation and id; it
 * depends on the jobs that are said to go before it, and on whoever writes what it reads.
 */
public final class PegasusImport {

    private PegasusImport() {}

    /**
     * What becomes of {@code file}.
     *
     * @param beside what is beside it, by name: catalogs and workflows within it
     */
    public static Importing read(Node.Mapping file, Map<String, byte[]> beside, ImportOptions options) {
        var problems = new Problems();
        var workflow = new Keyed(file, "the workflow", problems);
        checkVersion(workflow, problems);
        var around = new Surroundings(beside, options, problems);
        around.catalogs().add(workflow);
        around.addCatalogs();
        var jobs = new JobReader(around).read(workflow, "");
        List<DraftActivity> activities = new ArrayList<>(new StageIn(around).before(jobs));
        jobs.forEach(job -> activities.add(job.activity()));
        var name = workflow.required("name").map(Node.Scalar::text).orElse("");
        return Drafting.finish(
                new Draft(name, options.image(), Map.of(), Clusters.keys(jobs, problems), activities), problems);
    }

    private static void checkVersion(Keyed workflow, Problems problems) {
        workflow.required("pegasus")
                .filter(version -> !version.text().startsWith("5."))
                .ifPresent(version -> problems.error(
                        version,
                        "Expected an abstract workflow of Pegasus 5, but it is of %s",
                        Shown.text(version.text())));
    }
}
