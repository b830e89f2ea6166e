package io.akoflow.gateway.outputs;

import com.github.f4b6a3.ulid.UlidCreator;
import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.OutputsRefused;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.messaging.Speaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Disks in a cluster. Somebody there is asked to read them, and brings what there is to this replica. */
@ApplicationScoped
public class ReaderJobs {

    private static final int SECRET_BYTES = 32;

    /** How long the dispatcher has to say why nothing came. */
    private static final Duration FOR_A_REASON = Duration.ofSeconds(5);

    private static final DiskReading LEFT =
            new DiskReading.Refused(503, "Expected whoever asked to wait, but they left");
    private static final DiskReading NO_KAFKA =
            new DiskReading.Refused(503, "Expected Kafka to be reachable, but it is not; try again later");

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Awaited> waiting = new ConcurrentHashMap<>();
    private final Speaker speaker;
    private final Callback callback;
    private final Duration patience;

    ReaderJobs(Speaker speaker, Callback callback, GatewayConfig config) {
        this.speaker = speaker;
        this.callback = callback;
        this.patience = config.outputs().patience();
    }

    DiskReading read(DiskWish wish, Leaving leaving) throws InterruptedException {
        var request = UlidCreator.getMonotonicUlid().toLowerCase();
        var where = callback.of(request);
        if (where.isEmpty()) {
            return new DiskReading.Refused(501, Callback.UNKNOWN);
        }
        var secret = newSecret();
        var mine = new Awaited(secret);
        waiting.put(request, mine);
        leaving.then(() -> mine.reading().complete(LEFT));
        try {
            var until = Instant.now().plus(patience);
            var wanted = new OutputsWanted(
                    request, wish.run(), wish.namespace(), wish.claim(), wish.path(), until, where.get(), secret);
            return speaker.say(wanted) ? answer(wish, request, mine) : NO_KAFKA;
        } finally {
            waiting.remove(request);
        }
    }

    private DiskReading answer(DiskWish wish, String request, Awaited mine) throws InterruptedException {
        var answer = within(mine, patience);
        if (answer != null && !answer.equals(LEFT)) {
            return answer;
        }
        if (waiting.containsKey(request)) {
            speaker.mention(new OutputsGivenUp(request, wish.run(), wish.namespace()));
        }
        var late = within(mine, FOR_A_REASON);
        return late == null ? late("Nobody says why.") : late;
    }

    private static @Nullable DiskReading within(Awaited mine, Duration time) throws InterruptedException {
        try {
            return mine.reading().get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected what is awaited to come or not, but it failed", e);
        }
    }

    /** Who waits for what is brought with this secret. They are waited for no more, so it is good once. */
    public Optional<Awaited> arrived(String request, String secret) {
        var found = waiting.get(request);
        return found != null && found.knows(secret) && waiting.remove(request, found)
                ? Optional.of(found)
                : Optional.empty();
    }

    /** Nobody will read that disk; who does not wait here is not of interest. */
    public void refused(OutputsRefused refused) {
        var found = waiting.remove(refused.request());
        if (found != null) {
            found.reading()
                    .complete(
                            switch (refused.reason()) {
                                case NO_DISK -> new DiskReading.NoDisk(refused.message());
                                case NOT_TAKEN ->
                                    new DiskReading.Refused(
                                            503,
                                            "Expected Kubernetes to take what reads disks, but it does not: "
                                                    + refused.message());
                                case NOT_BEGUN -> late(refused.message());
                            });
        }
    }

    private DiskReading late(String why) {
        return new DiskReading.Refused(
                504,
                "Expected the disk to be read within %d s, but nobody has begun. %s"
                        .formatted(patience.toSeconds(), why));
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
