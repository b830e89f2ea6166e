package io.akoflow.engine.export;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was done in a run: each attempt, and for each activity the decision to do it. */
final class CrateActions {

    private static final String METRICS = "https://kubernetes.io/docs/reference/instrumentation/metrics/#";
    private static final BigDecimal MILLI = new BigDecimal("0.001");

    private final ToldRun run;
    private final CrateIds ids;
    private final Map<Integer, List<ToldAttempt>> byActivity = new TreeMap<>();

    CrateActions(ToldRun run, CrateIds ids) {
        this.run = run;
        this.ids = ids;
        run.attempts().stream()
                .filter(it -> it.startedAt() != null)
                .forEach(it -> byActivity
                        .computeIfAbsent(it.activity(), _ -> new ArrayList<>())
                        .add(it));
    }

    List<String> controls() {
        return byActivity.keySet().stream().map(CrateIds::control).toList();
    }

    Stream<Entity> all() {
        return byActivity.entrySet().stream()
                .flatMap(it -> Stream.concat(
                        Stream.of(control(it.getKey(), it.getValue())),
                        it.getValue().stream().flatMap(this::attempt)));
    }

    private Entity control(int ordinal, List<ToldAttempt> attempts) {
        return Entity.of(CrateIds.control(ordinal), "ControlAction")
                .with("name", "To run %s".formatted(run.activity(ordinal).name()))
                .to("instrument", CrateIds.step(ordinal))
                .to("object", attempts.stream().map(CrateIds::attempt).toList())
                .to("actionStatus", status(attempts.getLast().state()));
    }

    private Stream<Entity> attempt(ToldAttempt it) {
        var id = CrateIds.attempt(it);
        List<Entity> usage = new ArrayList<>();
        if (it.peakMemoryBytes() != null) {
            usage.add(usage(
                    id + "-memory",
                    "container_memory_working_set_bytes",
                    "BYTE",
                    it.peakMemoryBytes().toString()));
        }
        if (it.peakCpuMillis() != null) {
            var cores = MILLI.multiply(BigDecimal.valueOf(it.peakCpuMillis())).toPlainString();
            usage.add(usage(id + "-cpu", "container_cpu_usage_seconds_total", "NUM", cores));
        }
        boolean hasSucceeded = it.state() == ActivityState.SUCCEEDED;
        var action = Entity.of(id, "CreateAction")
                .with(
                        "name",
                        "%s, attempt %d".formatted(run.activity(it.activity()).name(), it.attempt()))
                .to("instrument", ids.tool(it.activity()))
                .at("startTime", it.startedAt())
                .at("endTime", it.endedAt())
                .to("object", ids.inputs(it.activity()))
                .to("result", hasSucceeded ? ids.outputs(it.activity()) : List.of())
                .to("containerImage", ids.image(it))
                .to("resourceUsage", usage.stream().map(one -> one.id()).toList())
                .to("actionStatus", status(it.state()))
                .with("error", error(it));
        return Stream.concat(Stream.of(action), usage.stream());
    }

    private static Entity usage(String id, String metric, String unit, String value) {
        return Entity.of(id, "PropertyValue")
                .with("name", metric)
                .with("propertyID", METRICS + metric)
                .with("value", value)
                .with("unitCode", "http://qudt.org/vocab/unit/" + unit);
    }

    private static @Nullable String error(ToldAttempt attempt) {
        var failure = attempt.failure();
        boolean isFailure = switch (attempt.state()) {
            case FAILED, CANCELLED, BACKING_OFF -> true;
            case WAITING, READY, DISPATCHED, RUNNING, SUCCEEDED, SKIPPED -> false;
        };
        return isFailure && failure != null ? failure.cause() : null;
    }

    static @Nullable String error(ToldRun run) {
        return switch (run.state()) {
            case FAILED, CANCELLED -> run.message();
            case SUBMITTED, RUNNING, CANCELLING, SUCCEEDED -> null;
        };
    }

    static String status(RunState state) {
        return switch (state) {
            case SUBMITTED -> "http://schema.org/PotentialActionStatus";
            case RUNNING, CANCELLING -> "http://schema.org/ActiveActionStatus";
            case SUCCEEDED -> "http://schema.org/CompletedActionStatus";
            case FAILED, CANCELLED -> "http://schema.org/FailedActionStatus";
        };
    }

    private static String status(ActivityState state) {
        return switch (state) {
            case WAITING, READY, DISPATCHED, SKIPPED -> "http://schema.org/PotentialActionStatus";
            case RUNNING -> "http://schema.org/ActiveActionStatus";
            case SUCCEEDED -> "http://schema.org/CompletedActionStatus";
            case FAILED, CANCELLED, BACKING_OFF -> "http://schema.org/FailedActionStatus";
        };
    }
}
