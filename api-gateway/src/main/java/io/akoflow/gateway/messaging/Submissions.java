package io.akoflow.gateway.messaging;

import com.github.f4b6a3.ulid.UlidCreator;
import io.akoflow.contract.Problem;
import io.akoflow.contract.RunId;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.gateway.access.Verdict;
import io.akoflow.gateway.access.WorkflowCheck;
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

    private final WorkflowCheck check;
    private final RunStore runs;
    private final RunQueries queries;
    private final Speaker speaker;
    private final Audit audit;
    private final EarlierRuns earlier;

    Submissions(
            WorkflowCheck check, RunStore runs, RunQueries queries, Speaker speaker, Audit audit, EarlierRuns earlier) {
        this.check = check;
        this.runs = runs;
        this.queries = queries;
        this.speaker = speaker;
        this.audit = audit;
        this.earlier = earlier;
    }

    /**
     * Makes a run of {@code file}, or says why not.
     *
     * @param key an idempotency key of the owner; null for none
     */
    public Submission submit(Submitter by, @Nullable String key, RunFile file) {
        return submit(by, key, file, newId());
    }

    /** The same, of a run that is called {@code id} if it is a new one. */
    Submission submit(Submitter by, @Nullable String key, RunFile file, RunId id) {
        return switch (check.of(file.bytes())) {
            case Verdict.Invalid(var problems) -> new Submission.Invalid(problems);
            case Verdict.NotAllowed(var workflow, var problems) -> {
                audit.say(by.shown(), "refused", "submit " + workflow.name());
                yield new Submission.NotAllowed(problems);
            }
            case Verdict.Valid(var workflow, var warnings, var webhooks) -> {
                var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                yield keep(new NewRun(id, by.owner(), key, file, workflow, webhooks, now), by, warnings);
            }
        };
    }

    private Submission keep(NewRun run, Submitter by, List<Problem> warnings) {
        return switch (kept(run)) {
            case Kept.New(var id, var number) -> {
                var workflow = earlier.known(run.owner(), run.workflow());
                speaker.say(new RunRequested(id, run.at(), number, run.owner(), workflow));
                audit.say(by.shown(), "submit", id.value());
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
