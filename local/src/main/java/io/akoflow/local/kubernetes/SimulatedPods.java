package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pods without processes, steered by annotations: {@code akoflow.test/duration} ({@code "2s"}, {@code "150ms"}, or
 * {@code "150ms-2s"}, of which a pod's name picks its own), {@code exit-code}, {@code oom}, {@code evict} and
 * {@code image-pull: fail}. Without any they end at once and well. A workflow file, which can't annotate, has a
 * variable {@code AKOFLOW_TEST_EXIT_CODE} for one activity.
 */
final class SimulatedPods implements PodWorker {
    private static final String PREFIX = "akoflow.test/";
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
    private static final String EXIT_CODE = "AKOFLOW_TEST_EXIT_CODE";
    private static final int KILLED = 137;
    private static final int SHARES = 1000;

    private final ObjectStore store;
    private final ControllersThread controllers;
    private final Path log;

    SimulatedPods(ObjectStore store, ControllersThread controllers, Path folder) throws IOException {
        this.store = store;
        this.controllers = controllers;
        log = Files.writeString(folder.resolve("simulated.log"), "simulated: nothing was run\n");
    }

    /** Whether its annotations say how it ends. */
    static boolean isPlayed(Stored pod) {
        var names = pod.tree().path("metadata").path("annotations").fieldNames();
        while (names.hasNext()) {
            if (names.next().startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void start(Stored pod) {
        var wish = pod.tree().path("metadata").path("annotations");
        if (wish.path(PREFIX + "image-pull").asText().equals("fail")) {
            failToPull(pod);
            return;
        }
        var now = Instant.now();
        if (wish.path(PREFIX + "evict").asBoolean()) {
            store.updateIfPresent(pod, PodStatus::scheduled);
            after(duration(wish, pod.name()), () -> evict(pod));
            return;
        }
        store.updateIfPresent(pod, tree -> PodStatus.running(PodStatus.scheduled(tree), now));
        endLater(pod, now);
    }

    @Override
    public void adopt(Stored pod) {
        var tree = pod.tree();
        var wish = tree.path("metadata").path("annotations");
        if (wish.path(PREFIX + "image-pull").asText().equals("fail")) {
            return;
        }
        var started = Instant.parse(tree.path("status").path("startTime").asText());
        if (wish.path(PREFIX + "evict").asBoolean()) {
            after(rest(duration(wish, pod.name()), started), () -> evict(pod));
        } else {
            endLater(pod, started);
        }
    }

    /** Each of several containers picks a duration of its own. */
    private void endLater(Stored pod, Instant started) {
        var wish = pod.tree().path("metadata").path("annotations");
        var name = pod.name();
        for (var container : pod.tree().path("spec").path("containers")) {
            after(rest(duration(wish, name), started), () -> end(pod, container, started));
            name += "+";
        }
    }

    private static Duration rest(Duration duration, Instant started) {
        var left = duration.minus(Duration.between(started, Instant.now()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void stop(Stored pod) {
        var end = new PodStatus.End(KILLED, "Error", "", Instant.now(), Instant.now());
        store.updateIfPresent(pod, tree -> PodStatus.ended(tree, end));
    }

    @Override
    public void forget(Stored pod) {}

    @Override
    public Optional<Path> log(Stored pod, String container) {
        return Optional.of(log);
    }

    @Override
    public void close() {}

    private void end(Stored pod, JsonNode container, Instant started) {
        if (isStillUnderWay(pod)) {
            var wish = pod.tree().path("metadata").path("annotations");
            var oom = wish.path(PREFIX + "oom").asBoolean();
            var code = oom ? KILLED : wish.path(PREFIX + "exit-code").asInt(exitCodeOfVariable(container));
            var failure = oom ? "OOMKilled" : "Error";
            var end = new PodStatus.End(code, code == 0 ? "Completed" : failure, "", started, Instant.now());
            store.updateIfPresent(
                    pod,
                    tree -> PodStatus.state(tree, container).has("terminated")
                            ? tree
                            : PodStatus.ended(tree, container, end));
        }
    }

    private static int exitCodeOfVariable(JsonNode container) {
        for (var variable : container.path("env")) {
            if (variable.path("name").asText().equals(EXIT_CODE)) {
                return variable.path("value").asInt(0);
            }
        }
        return 0;
    }

    private void evict(Stored pod) {
        if (isStillUnderWay(pod)) {
            store.updateIfPresent(pod, tree -> {
                tree.withObjectProperty("status").remove("containerStatuses");
                return PodStatus.failed(tree, "Evicted", "The node was low on resource: memory.");
            });
        }
    }

    private void failToPull(Stored pod) {
        var image =
                pod.tree().path("spec").path("containers").path(0).path("image").asText();
        var message = "failed to pull and unpack image \"%s\": not found".formatted(image);
        store.updateIfPresent(pod, tree -> {
            PodStatus.scheduled(tree);
            return allWaiting(tree, "ErrImagePull", message);
        });
        after(Duration.ofSeconds(1), () -> {
            if (isStillUnderWay(pod)) {
                store.updateIfPresent(
                        pod,
                        tree -> allWaiting(
                                tree,
                                "ImagePullBackOff",
                                "Back-off pulling image \"%s\": ErrImagePull: %s".formatted(image, message)));
            }
        });
    }

    private static ObjectNode allWaiting(ObjectNode pod, String reason, String message) {
        for (var container : pod.path("spec").path("containers")) {
            PodStatus.container(pod, "containerStatuses", container, PodStatus.waiting(reason, message));
        }
        return pod;
    }

    private boolean isStillUnderWay(Stored pod) {
        return store.byUid(pod.uid()).filter(present -> !present.hasEnded()).isPresent();
    }

    private void after(Duration delay, Runnable work) {
        if (delay.isZero()) {
            controllers.execute(work);
        } else {
            controllers.after(delay, work);
        }
    }

    private static Duration duration(JsonNode wish, String podName) {
        return duration(wish.path(PREFIX + "duration").asText(), podName);
    }

    static Duration duration(String text, String podName) {
        var range = text.split("-", 2);
        var least = length(range[0]);
        if (range.length == 1) {
            return least;
        }
        long span = length(range[1]).minus(least).toNanos();
        return least.plusNanos((long) (span * (Math.floorMod(podName.hashCode(), SHARES) / (double) SHARES)));
    }

    private static Duration length(String text) {
        var matcher = DURATION.matcher(text);
        var total = Duration.ZERO;
        while (matcher.find()) {
            var unit = switch (matcher.group(2)) {
                case "ms" -> ChronoUnit.MILLIS;
                case "s" -> ChronoUnit.SECONDS;
                case "m" -> ChronoUnit.MINUTES;
                default -> ChronoUnit.HOURS;
            };
            total = total.plusNanos((long)
                    (Double.parseDouble(matcher.group(1)) * unit.getDuration().toNanos()));
        }
        return total;
    }
}
