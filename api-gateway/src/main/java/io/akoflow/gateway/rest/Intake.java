package io.akoflow.gateway.rest;

import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Imports;
import io.akoflow.gateway.access.Verdict;
import io.akoflow.gateway.access.WorkflowCheck;
import io.akoflow.gateway.messaging.Submission;
import io.akoflow.gateway.messaging.Submissions;
import io.akoflow.gateway.messaging.Submitter;
import io.akoflow.gateway.store.RunFile;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes workflow files, those of other systems too. Most are our own, so one is read as such first, and as another's
 * only if it is none, or if somebody says whose it is.
 */
@Singleton
public class Intake {

    private final WorkflowCheck check;
    private final Submissions submissions;

    Intake(WorkflowCheck check, Submissions submissions) {
        this.check = check;
        this.submissions = submissions;
    }

    /** What becomes of {@code file}; the run keeps the workflow file that is made of one of another system. */
    Submission submit(Submitter by, @Nullable String key, RunFile file, ImportWish wish) {
        var own = wish.format().isPresent() ? new Submission.Invalid(List.of()) : submissions.submit(by, key, file);
        return own instanceof Submission.Invalid
                ? importing(file, wish)
                        .map(it -> switch (it) {
                            case Importing.Refused(var problems) -> new Submission.Invalid(problems);
                            case Importing.Imported imported ->
                                with(imported.notes(), submissions.submit(by, key, yaml(imported)));
                        })
                        .orElse(own)
                : own;
    }

    /** The same, and keeps nothing. */
    Verdict check(RunFile file, ImportWish wish) {
        var own = wish.format().isPresent() ? new Verdict.Invalid(List.of()) : check.of(file.bytes());
        return own instanceof Verdict.Invalid
                ? importing(file, wish)
                        .map(it -> switch (it) {
                            case Importing.Refused(var problems) -> new Verdict.Invalid(problems);
                            case Importing.Imported imported ->
                                with(imported.notes(), check.of(yaml(imported).bytes()));
                        })
                        .orElse(own)
                : own;
    }

    private static Optional<Importing> importing(RunFile file, ImportWish wish) {
        return Imports.read(file.bytes(), Map::of, wish.format(), wish.options());
    }

    private static RunFile yaml(Importing.Imported imported) {
        return new RunFile(imported.file().getBytes(StandardCharsets.UTF_8), WorkflowFiles.YAML);
    }

    /** Notes already hold what is to be said of the file that was made, at the places of the one that was sent. */
    private static Submission with(List<Problem> notes, Submission submission) {
        return switch (submission) {
            case Submission.Accepted it ->
                new Submission.Accepted(it.run(), it.number(), it.name(), it.activities(), notes, it.isNew());
            case Submission.Invalid it -> it;
            case Submission.NotAllowed it -> it;
            case Submission.KeyTaken it -> it;
        };
    }

    private static Verdict with(List<Problem> notes, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid it -> new Verdict.Valid(it.workflow(), notes, it.webhooks());
            case Verdict.Invalid it -> it;
            case Verdict.NotAllowed it -> it;
        };
    }
}
