package io.akoflow.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.local.LaunchSettings;
import io.akoflow.local.Launcher;
import io.akoflow.local.Ports;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.RunningMachine;
import io.akoflow.local.runner.RunnerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Everything on one machine, as {@code akoflow up} starts it, on free ports; asked over HTTP as any client asks it. Its
 * state and logs stay under {@code acceptance/target} until the next one of the same name.
 */
public final class Machine implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;
    private final RunningMachine running;
    private URI url;

    private Machine(String name, RunningMachine running) {
        this.name = name;
        this.running = running;
        this.url = running.url();
    }

    /** A new one, whose pods are processes. */
    static Machine processes(String name) {
        return start(name, settings -> settings);
    }

    /** A new one, whose pods end by themselves. */
    static Machine simulated(String name) {
        return start(name, settings -> settings.withRunner(RunnerKind.SIMULATE));
    }

    /** A new one, with settings of its own. */
    public static Machine start(String name, UnaryOperator<LaunchSettings> change) {
        PrivateFiles.delete(state(name));
        Containers.forget(name);
        return again(name, change);
    }

    /** One that goes on where the last one of this name ended. */
    static Machine again(String name, UnaryOperator<LaunchSettings> change) {
        var settings = LaunchSettings.usual(Classes.home(), state(name)).withPorts(Ports.free());
        var on = Containers.of(name).map(settings::withServers).orElse(settings);
        return new Machine(name, Launcher.start(change.apply(on)));
    }

    /** What it is made of, to be stopped, killed and looked into. */
    public RunningMachine parts() {
        return running;
    }

    /** From now on, it is this replica of the gateway that is asked. */
    void ask(int replica) {
        url = running.urls().get(replica - 1);
    }

    /** Submits a file of the examples; the run's id. */
    String submitExample(String name) {
        try {
            return submit(Files.readString(Classes.home().resolve("examples/%s/workflow.yaml".formatted(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Submits a workflow file; the run's id. */
    String submit(String workflow) {
        var response = send(request("/api/v1/runs")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(workflow)));
        if (response.statusCode() != 202) {
            throw new AssertionError(
                    "Expected 202, but it is %d: %s".formatted(response.statusCode(), response.body()));
        }
        return json(response).path("id").asText();
    }

    /** The run as the gateway tells it. */
    JsonNode run(String id) {
        return json(send(request("/api/v1/runs/" + id)));
    }

    /** The first activity of the file, as the gateway tells it. */
    JsonNode firstActivity(String id) {
        return json(send(request("/api/v1/runs/%s/activities?limit=1".formatted(id))))
                .path("items")
                .path(0);
    }

    /** All activities, as the gateway tells them. */
    List<JsonNode> activities(String id) {
        var all = new ArrayList<JsonNode>();
        json(send(request("/api/v1/runs/%s/activities?limit=1000".formatted(id))))
                .path("items")
                .forEach(all::add);
        return all;
    }

    /** An activity, as the gateway tells it. */
    JsonNode activity(String id, String name) {
        return json(send(request("/api/v1/runs/%s/activities/%s".formatted(id, name))));
    }

    /** The run when it is over. */
    JsonNode awaitOver(String id) {
        return awaitOver(id, Duration.ofSeconds(60));
    }

    /** The run when it is over. */
    JsonNode awaitOver(String id, Duration patience) {
        return await("the end of run " + id)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> run(id), run -> OVER.contains(run.path("state").asText()));
    }

    /** The folder that is the one disk of a run under {@code shared} and {@code distributed}. */
    Path disk(String run) {
        return disk(run, "akoflow-" + run);
    }

    /** The folder that is the claim called so, of a run. */
    Path disk(String run, String claim) {
        try (var found = Files.find(running.disks(), 2, (path, _) -> path.endsWith(claim))) {
            return found.findFirst()
                    .orElseThrow(() -> new AssertionError("Expected a disk '%s' of run %s".formatted(claim, run)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of an activity's log. */
    String log(String id, String activity) {
        return send(request("/api/v1/runs/%s/activities/%s/log?follow=true".formatted(id, activity))
                        .timeout(Duration.ofMinutes(3)))
                .body();
    }

    /** What the command line does and says when it is asked this of it. */
    Program.Ended akoflow(String... words) {
        var environment = Map.of("AKOFLOW_SERVER", url.toString(), "AKOFLOW_TOKEN", running.token());
        return new Program("io.akoflow.cli.Akoflow", environment).run("", List.of(words));
    }

    /** Any request, with the token. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + running.token());
    }

    /** What is there, as it is. */
    byte[] bytes(String path) {
        return send(request(path), BodyHandlers.ofByteArray()).body();
    }

    /** The answer, whatever it is. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected an answer, but was interrupted", e);
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        running.close();
        Containers.leave(name);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected JSON, but it is: " + response.body(), e);
        }
    }

    private static Path state(String name) {
        return Classes.home().resolve("acceptance/target/machines").resolve(name);
    }
}
