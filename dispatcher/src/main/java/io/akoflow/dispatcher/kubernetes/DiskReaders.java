package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.DiskRequest;
import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.OutputsRefused;
import io.akoflow.contract.OutputsRefused.Reason;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.akoflow.engine.kubernetes.ReaderPlan;
import io.akoflow.engine.kubernetes.ReaderSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Has disks read by Jobs that live for as long as that takes. */
@ApplicationScoped
public class DiskReaders {

    /** The pod template, in the work namespace, that says which image reads. */
    static final String TEMPLATE = "akoflow-reader";

    private static final String IMAGE = "/template/spec/containers/0/image";

    private final KubernetesApi api;
    private final Window window;
    private final DispatcherConfig config;

    DiskReaders(KubernetesApi api, Window window, DispatcherConfig config) {
        this.api = api;
        this.window = window;
        this.config = config;
    }

    /** Begins; says why not when it can't. Nothing is begun too late, and nothing said of it. */
    public Optional<OutputsRefused> start(OutputsWanted wanted, CallOff callOff) {
        var trial = new Trial(callOff, wanted.validUntil(), config.patience());
        if (trial.objection().isPresent()) {
            return Optional.empty();
        }
        return noDisk(wanted, trial).or(() -> {
            var said = config.outputs().image();
            return said.isPresent() ? create(wanted, said.get(), trial) : createByTemplate(wanted, trial);
        });
    }

    private Optional<OutputsRefused> noDisk(OutputsWanted wanted, Trial trial) {
        var namespace = ReaderPlan.job(wanted, work()).namespace();
        return switch (insist(() -> api.get(Kind.CLAIM, namespace, wanted.claim()), trial)) {
            case ApiAnswer.Fine(var claim) when isOf(wanted, claim) -> Optional.empty();
            case ApiAnswer.Refused refused
            when refused.code() != ApiCall.NOT_FOUND ->
                Optional.of(refusal(wanted, Reason.NOT_TAKEN, refused.message()));
            case ApiAnswer.Fine _, ApiAnswer.Refused _ ->
                Optional.of(refusal(
                        wanted,
                        Reason.NO_DISK,
                        "There is no claim '%s' of this run in the namespace '%s'."
                                .formatted(wanted.claim(), namespace)));
            case ApiAnswer.Trouble trouble -> Optional.of(refusal(wanted, Reason.NOT_BEGUN, trouble.why()));
        };
    }

    private static boolean isOf(OutputsWanted wanted, JsonNode claim) {
        return Owner.of(wanted.run()).owns(claim) && !claim.path("metadata").hasNonNull("deletionTimestamp");
    }

    private Optional<OutputsRefused> createByTemplate(OutputsWanted wanted, Trial trial) {
        return switch (insist(() -> api.podTemplate(work(), TEMPLATE), trial)) {
            case ApiAnswer.Fine(var template)
            when template.at(IMAGE).isTextual() ->
                create(wanted, template.at(IMAGE).asText(), trial);
            case ApiAnswer.Refused refused
            when refused.code() != ApiCall.NOT_FOUND ->
                Optional.of(refusal(wanted, Reason.NOT_TAKEN, refused.message()));
            case ApiAnswer.Fine _, ApiAnswer.Refused _ ->
                Optional.of(refusal(
                        wanted,
                        Reason.NOT_TAKEN,
                        "Nobody says what image reads disks: there is no pod template '%s' with one in the namespace '%s', nor a setting akoflow.dispatcher.outputs.image, which 'akoflow up --kubernetes' takes as --reader-image."
                                .formatted(TEMPLATE, work())));
            case ApiAnswer.Trouble trouble -> Optional.of(refusal(wanted, Reason.NOT_BEGUN, trouble.why()));
        };
    }

    private Optional<OutputsRefused> create(OutputsWanted wanted, String image, Trial trial) {
        var job = ReaderPlan.of(wanted, settings(image));
        return switch (insist(() -> api.create(job, wanted.validUntil()), trial)) {
            case ApiAnswer.Fine _ -> Optional.empty();
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.CONFLICT -> Optional.empty(); // it was begun before
            case ApiAnswer.Refused refused -> Optional.of(refusal(wanted, Reason.NOT_TAKEN, refused.message()));
            case ApiAnswer.Trouble trouble -> Optional.of(refusal(wanted, Reason.NOT_BEGUN, trouble.why()));
        };
    }

    /** Ends what was begun, and says how far it came. */
    public OutputsRefused end(OutputsGivenUp request, CallOff callOff) {
        var job = ReaderPlan.job(request, work());
        var trial = new Trial(callOff, Instant.now().plus(config.patience()), config.patience());
        var label = ReaderPlan.REQUEST + "=" + request.request();
        var why = insist(() -> api.pods(job.namespace(), label), trial) instanceof ApiAnswer.Fine(var pods)
                ? ReaderTrouble.of(pods.path("items").path(0), job)
                : "What became of the Job '%s' in the namespace '%s' can't be seen."
                        .formatted(job.name(), job.namespace());
        delete(request, job, trial);
        return refusal(request, Reason.NOT_BEGUN, why);
    }

    /** One that stays ends by its own deadline. */
    private void delete(OutputsGivenUp request, JobRef job, Trial trial) {
        if (insist(() -> api.get(Kind.JOB, job.namespace(), job.name()), trial)
                instanceof ApiAnswer.Fine(var present)) {
            var metadata = present.path("metadata");
            if (metadata.path("labels").path(ReaderPlan.REQUEST).asText().equals(request.request())) {
                var uid = metadata.path("uid").asText();
                insist(() -> api.delete(Kind.JOB, job.namespace(), job.name(), uid), trial);
            }
        }
    }

    private ApiAnswer insist(Supplier<ApiAnswer> call, Trial trial) {
        while (true) {
            ApiAnswer answer;
            try (var _ = window.enterForPeople()) {
                if (trial.objection().isPresent()) {
                    return new ApiAnswer.Trouble("There was no time left for it.", Optional.empty());
                }
                answer = call.get();
            }
            if (!(answer instanceof ApiAnswer.Trouble trouble)
                    || trial.rest(trouble).isPresent()) {
                return answer;
            }
        }
    }

    private String work() {
        return config.pods().namespace();
    }

    private ReaderSettings settings(String image) {
        var pods = config.pods();
        Duration longest = config.outputs().longest();
        Long user = pods.user().isPresent() ? pods.user().getAsLong() : null;
        return new ReaderSettings(
                pods.namespace(), image, user, pods.serviceAccount().orElse(null), longest);
    }

    private static OutputsRefused refusal(DiskRequest request, Reason reason, String message) {
        return new OutputsRefused(request.request(), request.run(), reason, message);
    }
}
