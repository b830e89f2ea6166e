package io.akoflow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.local.GivenCluster;
import io.akoflow.local.LaunchSettings;
import io.akoflow.local.Launcher;
import io.akoflow.local.Ports;
import io.akoflow.local.RunningMachine;
import io.akoflow.local.runner.RunnerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Everything on one machine, with simulated pods, or with a cluster that has simulated nodes. */
final class BenchMachine implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PAUSE_NANOS = 100_000_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningMachine running;

    private BenchMachine(RunningMachine running) {
        this.running = running;
    }

    /** @param duration of a pod, such as {@code 1s} or {@code 200ms-2s} */
    static BenchMachine simulated(Path home, Path state, String duration) {
        return new BenchMachine(Launcher.start(LaunchSettings.usual(home, state)
                .withPorts(Ports.free())
                .withRunner(RunnerKind.SIMULATE)
                .withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", duration)));
    }

    /** With the cluster of a kubeconfig. */
    static BenchMachine onCluster(Path home, Path state, Path kubeconfig) {
        return new BenchMachine(Launcher.start(
                LaunchSettings.usual(home, state).withPorts(Ports.free()).withCluster(GivenCluster.of(kubeconfig))));
    }

    /**
     * With the cluster whose folder this is.
     *
     * @param unit what an attempt is: {@code job} or {@code pod}
     */
    static BenchMachine onCluster(Path home, Path state, Path cluster, String unit) {
        return new BenchMachine(Launcher.start(LaunchSettings.usual(home, state)
                .withPorts(Ports.free())
                .withCluster(GivenCluster.of(cluster.resolve("engine.kubeconfig")))
                .withServiceSetting("akoflow.dispatcher.unit", unit)));
    }

    RunningMachine parts() {
        return running;
    }

    /** Submits a workflow file and waits for its success; the run's id. */
    String run(String file) {
        var id = submit(file);
        awaitSuccess(id);
        return id;
    }

    /** The id of the run that a workflow file becomes. */
    String submit(String file) {
        return send(request("/api/v1/runs")
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(file)))
                .path("id")
                .asText();
    }

    /** What is told there. */
    JsonNode get(String path) {
        return send(request(path));
    }

    void awaitSuccess(String id) {
        var state = "";
        while (!state.equals("SUCCEEDED")) {
            if (state.equals("FAILED") || state.equals("CANCELLED")) {
                throw new IllegalStateException("Expected run %s to succeed, but it is %s".formatted(id, state));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            state = send(request("/api/v1/runs/" + id)).path("state").asText();
        }
    }

    /** So many clients that follow a run, as the page does. */
    Streams follow(String id, int count) {
        var events = request("/api/v1/runs/%s/events?brief=true".formatted(id)).header("Accept-Encoding", "gzip");
        return new Streams(http, events.build(), count);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(running.url().resolve(path)).header("Authorization", "Bearer " + running.token());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        "Expected an answer, but it is %d: %s".formatted(response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected an answer, but was interrupted", e);
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
