package io.akoflow.engine.kubernetes;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that share a pod, each in a container of its own. Most have a pod to themselves.
 *
 * @param attempts the lead first, by which the Job or pod is named and labelled
 */
public record Pack(List<AttemptId> attempts) {

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,9}\\.[1-9]\\d{0,8}( \\d{1,9}\\.[1-9]\\d{0,8})*");

    public Pack {
        attempts = List.copyOf(attempts);
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("Expected attempts that share a pod, but there are none");
        }
    }

    /** All that a command is about. */
    public static Pack of(ActivityReady ready) {
        return of(ready.attemptId(), ready.others().stream().map(it -> new Member(it.activity(), it.attempt())));
    }

    /** All that a command is about. */
    public static Pack of(ActivityWithdrawn withdrawn) {
        return of(withdrawn.attemptId(), withdrawn.others().stream());
    }

    /** All that a command is about. */
    public static Pack of(ActivityCheck check) {
        return of(check.attemptId(), check.others().stream());
    }

    /** One that has a pod to itself. */
    public static Pack alone(AttemptId attempt) {
        return new Pack(List.of(attempt));
    }

    private static Pack of(AttemptId lead, Stream<Member> others) {
        return new Pack(Stream.concat(
                        Stream.of(lead), others.map(it -> new AttemptId(lead.run(), it.activity(), it.attempt())))
                .toList());
    }

    /**
     * As a Job or pod tells it. What akoflow would not write there says nothing: then the lead is alone.
     *
     * @param lead whose labels it has
     * @param members its annotation {@link JobLabels#MEMBERS}; null when it has none
     */
    public static Pack read(AttemptId lead, @Nullable String members) {
        if (members == null || !WRITTEN.matcher(members).matches()) {
            return alone(lead);
        }
        var attempts =
                Stream.of(members.split(" ")).map(it -> attempt(lead.run(), it)).toList();
        return attempts.getFirst().equals(lead) ? new Pack(attempts) : alone(lead);
    }

    private static AttemptId attempt(RunId run, String member) {
        var numbers = member.split("\\.", 2);
        return new AttemptId(run, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    AttemptId lead() {
        return attempts.getFirst();
    }

    /** Whether there are others beside the lead. */
    public boolean isShared() {
        return attempts.size() > 1;
    }

    /** The annotation {@link JobLabels#MEMBERS}; empty when the lead is alone. */
    Optional<String> members() {
        return isShared()
                ? Optional.of(attempts.stream()
                        .map(it -> it.activity() + "." + it.attempt())
                        .collect(Collectors.joining(" ")))
                : Optional.empty();
    }

    /** Which containers of the pod are those of {@code attempt}. */
    public Seat seat(AttemptId attempt) {
        return new Seat(attempt.equals(lead()) ? "" : "-" + attempt.activity(), isShared());
    }
}
