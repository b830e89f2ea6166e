package io.akoflow.gateway.export;

import io.akoflow.contract.Activity;
import io.akoflow.contract.RunId;
import io.akoflow.engine.export.ToldRun;
import io.akoflow.engine.run.Resumption;
import io.akoflow.engine.workflow.NamedFiles;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.AttemptQueries;
import io.akoflow.gateway.store.NamedState;
import io.akoflow.gateway.store.RunFile;
import io.akoflow.gateway.store.RunQueries;
import io.akoflow.gateway.store.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Runs with all that there is to tell of them. */
@ApplicationScoped
public class ToldRuns {

    private final RunQueries runs;
    private final ActivityQueries activities;
    private final AttemptQueries attempts;

    ToldRuns(RunQueries runs, ActivityQueries activities, AttemptQueries attempts) {
        this.runs = runs;
        this.activities = activities;
        this.attempts = attempts;
    }

    /** Whether there is a run to tell. */
    public sealed interface Telling {

        /** There is. */
        record Told(ToldRun run, RunFile file) implements Telling {}

        /** There is no such run. */
        record Unknown() implements Telling {}

        /** There is one, whose file was lost with the database. */
        record WithoutFile() implements Telling {}
    }

    public Telling find(RunId id) {
        return runs.find(id.value())
                .map(run -> runs.file(run.id()).flatMap(file -> told(run, file)).orElseGet(Telling.WithoutFile::new))
                .orElseGet(Telling.Unknown::new);
    }

    private Optional<Telling> told(RunView run, RunFile file) {
        if (!(WorkflowReader.read(file.bytes()) instanceof WorkflowReading.Valid valid)) {
            return Optional.empty();
        }
        var byName = new HashMap<String, NamedFiles>();
        for (int i = 0; i < valid.files().size(); i++) {
            byName.put(
                    valid.workflow().activities().get(i).name(), valid.files().get(i));
        }
        var known = activities.states(run.id()).stream().map(NamedState::name).toList();
        var workflow =
                byName.keySet().containsAll(known) ? Resumption.inOrderOf(known, valid.workflow()) : valid.workflow();
        List<NamedFiles> files = workflow.activities().stream()
                .map(Activity::name)
                .map(name -> byName.getOrDefault(name, NamedFiles.NONE))
                .toList();
        int size = workflow.activities().size();
        return Optional.of(new Telling.Told(
                new ToldRun(
                        run.id(),
                        run.number(),
                        run.owner(),
                        run.state(),
                        run.message(),
                        run.submittedAt(),
                        run.startedAt(),
                        run.endedAt(),
                        workflow,
                        files,
                        attempts.all(run.id()).stream()
                                .filter(it -> it.activity() < size)
                                .toList()),
                file));
    }
}
