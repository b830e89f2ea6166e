package io.akoflow.wire;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.ActivityCommand.Packed;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.Command;
import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Failure;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Message;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.Output.UsageSampled;
import io.akoflow.contract.OutputsRefused;
import io.akoflow.contract.Packing;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.Problem;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunFact.RunStarted;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.SubmissionAnswer.SubmissionAccepted;
import io.akoflow.contract.SubmissionAnswer.SubmissionRefused;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One message of each type, with every field filled in. */
final class SampleMessages {

    private static final RunId RUN = new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz");
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00.123456Z");
    private static final Instant STARTED = Instant.parse("2026-01-01T11:59:00Z");
    private static final JobRef JOB = new JobRef("akoflow-work", "count-01k5zq3v8m4n9p2r7s6t1w0xyz-1-2");
    private static final List<Member> OTHERS = List.of(new Member(2, 1));
    private static final PodRef POD = new PodRef("f00d", "count-abcde", "node-1", "python@sha256:0123");

    private SampleMessages() {}

    static Message of(MessageType type) {
        return switch (type) {
            case RUN_REQUESTED -> new RunRequested(RUN, AT, 4, "ada", workflow());
            case RUN_CANCEL_REQUESTED -> new RunCancelRequested(RUN, AT, "ada");
            case RUN_RESUME_REQUESTED -> new RunResumeRequested(RUN, AT, "ada", null);
            case RUN_DELETE_REQUESTED -> new RunDeleteRequested(RUN, AT, "ada");
            case ACTIVITY_READY, ACTIVITY_WITHDRAWN, ACTIVITY_CHECK, ACTIVITY_RELEASED, RUN_RELEASED -> command(type);
            case ACTIVITY_DISPATCHED,
                    ACTIVITY_REFUSED,
                    ACTIVITY_WAITING,
                    ACTIVITY_STARTED,
                    ACTIVITY_SUCCEEDED,
                    ACTIVITY_FAILED,
                    ACTIVITY_LOST,
                    ACTIVITY_LOGGED -> observation(type);
            case RUN_STARTED -> new RunStarted(RUN, 1, AT, 4, "words", "ada", 2);
            case ACTIVITY_CHANGED -> activityChanged();
            case RUN_ENDED ->
                new RunEnded(RUN, 9, AT, 4L, "words", "ada", RunState.SUCCEEDED, "All 2 activities succeeded.");
            case LOG_CHUNK -> new LogChunk(RUN, 1, 2, "f00d", "activity", 4096, "aGVsbG8=");
            case USAGE_SAMPLED -> new UsageSampled(RUN, 1, 2, AT, "f00d", 250, 1048576);
            case SUBMISSION_ACCEPTED ->
                new SubmissionAccepted("akoflow.submissions/0/17", "my-key", RUN, 4, List.of(problem()));
            case SUBMISSION_REFUSED -> new SubmissionRefused("akoflow.submissions/0/18", "my-key", List.of(problem()));
            case OUTPUTS_WANTED, OUTPUTS_GIVEN_UP, OUTPUTS_REFUSED -> ofDisk(type);
            case AUDIT_ENTRY -> new AuditEntry("a1", AT, "ada", "submit", RUN.value());
        };
    }

    private static ActivityChanged activityChanged() {
        var warnings = List.of("Look out.");
        var state = ActivityState.BACKING_OFF;
        return new ActivityChanged(
                RUN, 7, AT, 1, "count", state, 2, POD, STARTED, AT, AT, "quota", failure(), warnings);
    }

    private static Message command(MessageType type) {
        return switch (type) {
            case ACTIVITY_READY -> new ActivityReady(RUN, 1, 2, AT, spec(), List.of(new Packed(2, 1, spec())), null);
            case ACTIVITY_WITHDRAWN -> new ActivityWithdrawn(RUN, 1, 2, AT.plusSeconds(60), JOB, OTHERS, null);
            case ACTIVITY_CHECK -> new ActivityCheck(RUN, 1, 2, AT, JOB, OTHERS, null);
            case ACTIVITY_RELEASED -> new ActivityReleased(RUN, 1, 2, JOB, true, 0);
            case RUN_RELEASED -> new RunReleased(RUN, "akoflow-work", List.of("akoflow-" + RUN));
            default -> throw new IllegalArgumentException(type.wireName());
        };
    }

    private static Message observation(MessageType type) {
        return switch (type) {
            case ACTIVITY_DISPATCHED -> new ActivityDispatched(RUN, 1, 2, AT, JOB);
            case ACTIVITY_REFUSED -> new ActivityRefused(RUN, 1, 2, AT, failure());
            case ACTIVITY_WAITING ->
                new ActivityWaiting(RUN, 1, 2, AT, ActivityWaiting.Reason.QUOTA, false, "for 2 CPUs");
            case ACTIVITY_STARTED -> new ActivityStarted(RUN, 1, 2, AT, POD);
            case ACTIVITY_SUCCEEDED -> new ActivitySucceeded(RUN, 1, 2, AT, POD, STARTED, List.of("a child died"));
            case ACTIVITY_FAILED -> new ActivityFailed(RUN, 1, 2, AT, POD, STARTED, failure());
            case ACTIVITY_LOST -> new ActivityLost(RUN, 1, 2, AT);
            case ACTIVITY_LOGGED -> new ActivityLogged(RUN, 1, 2, AT, 4101, true);
            default -> throw new IllegalArgumentException(type.wireName());
        };
    }

    private static Message ofDisk(MessageType type) {
        var request = "01k5zq3v8m4n9p2r7s6t1w0xyy";
        return switch (type) {
            case OUTPUTS_WANTED ->
                new OutputsWanted(
                        request,
                        RUN,
                        "lab",
                        "akoflow-" + RUN,
                        "out/a b.txt",
                        AT,
                        "http://10.0.0.7:8080/outputs/" + request,
                        "c2VjcmV0");
            case OUTPUTS_GIVEN_UP -> new OutputsGivenUp(request, RUN, "lab");
            case OUTPUTS_REFUSED ->
                new OutputsRefused(request, RUN, OutputsRefused.Reason.NO_DISK, "There is no such claim.");
            default -> throw new IllegalArgumentException(type.wireName());
        };
    }

    private static Problem problem() {
        return new Problem(Problem.Severity.ERROR, 3, 7, "Expected a name, but there is none.");
    }

    private static Failure failure() {
        return new Failure(
                Failure.FailureClass.USER, "ExitCode", 3, "The command ended with exit code 3.", "Look.", "boom");
    }

    private static StoragePolicy storage() {
        return new StoragePolicy(StoragePolicy.Type.STANDALONE, "standard-rwo", "1Gi", StoragePolicy.Retain.ON_FAILURE);
    }

    private static AttemptSpec spec() {
        return new AttemptSpec(
                "words",
                4,
                "akoflow-work",
                storage(),
                "/data",
                List.of("/bin/sh", "-ec"),
                count(),
                List.of(new AttemptSpec.Parent(0, "split")),
                "node-1");
    }

    static Workflow workflow() {
        var split = new Activity(
                "split",
                "alpine:3.20",
                new Command.Program(List.of("split", "-l", "1")),
                List.of(),
                Resources.NONE,
                Map.of(),
                null,
                RetryPolicy.ONCE,
                Map.of(),
                false,
                PodOptions.NONE);
        return new Workflow(
                "words",
                "akoflow-work",
                storage(),
                "/data",
                List.of("/bin/sh", "-ec"),
                50,
                Workflow.OnFailure.CONTINUE,
                Duration.ofHours(2),
                List.of(split, count()),
                new Packing(true, List.of(new Packing.Rule("count*", 6, Duration.ofSeconds(3)))));
    }

    private static Activity count() {
        var env = new LinkedHashMap<String, EnvValue>();
        env.put("SEED", new EnvValue.Literal("7"));
        env.put("TOKEN", new EnvValue.FromSecret("my-secret", "key"));
        return new Activity(
                "count",
                "python:3.12-slim",
                new Command.Script("python count.py > count.txt"),
                List.of(0),
                new Resources(500L, 268435456L, Map.of("nvidia.com/gpu", "1")),
                env,
                Duration.ofSeconds(90),
                new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofMinutes(5), 1.5),
                Map.of("disk", "ssd"),
                true,
                new PodOptions(
                        List.of(new TreeMap<>(Map.of("key", "gpu", "operator", "Exists"))),
                        List.of("registry"),
                        "runner",
                        "high"));
    }
}
