package io.akoflow.gateway.messaging;

import com.github.f4b6a3.ulid.UlidCreator;
import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.Problem;
import io.akoflow.contract.RunId;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.store.Kept;
import io.akoflow.gateway.store.NewRun;
import io.akoflow.gateway.store.RunFile;
import io.akoflow.gateway.store.RunQueries;
import io.akoflow.gateway.store.RunStore;
import io.akoflow.gateway.store.StoreFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way in for workflow files, wherever they come from. What is accepted is kept first and said to the planner then;
 * if Kafka is away it is said later, see {@link Sweeper}.
 */
@ApplicationScoped
public class Submissions {

    private final RunStore runs;
    private final RunQueries queries;
    private final Speaker speaker;

    Submissions(RunStore runs, RunQueries queries, Speaker speaker) {
        this.runs = runs;
        this.queries = queries;
        this.speaker = speaker;
    }

    /**
     * Makes a run of {@code file}, or says why not.
     *
     * @param key an idempotency key of the owner; null for none
     */
    public Submission submit(String owner, @Nullable String key, RunFile file) {
        return switch (WorkflowReader.read(file.bytes())) {
            case WorkflowReading.Invalid(var problems) -> new Submission.Invalid(problems);
            case WorkflowReading.Valid(var workflow, var warnings) -> {
                var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                yield keep(new NewRun(newId(), owner, key, file, workflow, now), warnings);
            }
        };
    }

    private Submission keep(NewRun run, List<Problem> warnings) {
        return switch (kept(run)) {
            case Kept.New(var id, var number) -> {
                speaker.say(new RunRequested(id, run.at(), number, run.owner(), run.workflow()));
                audit(run.owner(), "submit", id.value());
                yield accepted(run, id, number, warnings, true);
            }
            case Kept.Repeated(var id, var number) -> accepted(run, id, number, warnings, false);
            case Kept.KeyTaken() ->
                new Submission.KeyTaken(
                        "Expected the key '%s' to come with the workflow file that it came with before, but this is"
                                        .formatted(run.idempotencyKey())
                                + " another one; use a new key for a new run");
        };
    }

    /** Says that {@code who} did {@code action} to {@code target}. */
    public void audit(String who, String action, String target) {
        speaker.mention(
                new AuditEntry(UlidCreator.getMonotonicUlid().toLowerCase(), Instant.now(), who, action, target));
    }

    /** When the connection breaks in the commit, only looking tells whether it was done. */
    private Kept kept(NewRun run) {
        try {
            return runs.keep(run);
        } catch (StoreFailure e) {
            if (!e.isUncertain()) {
                throw e;
            }
            return look(run.id(), e);
        }
    }

    private Kept look(RunId id, StoreFailure failure) {
        try {
            var found = queries.find(id.value());
            if (found.isPresent()) {
                return new Kept.New(id, found.get().number());
            }
        } catch (StoreFailure e) {
            failure.addSuppressed(e);
            throw failure;
        }
        throw failure.certain();
    }

    private static Submission accepted(NewRun run, RunId id, long number, List<Problem> warnings, boolean isNew) {
        var workflow = run.workflow();
        return new Submission.Accepted(
                id, number, workflow.name(), workflow.activities().size(), warnings, isNew);
    }

    private static RunId newId() {
        return new RunId(UlidCreator.getMonotonicUlid().toLowerCase());
    }
}
