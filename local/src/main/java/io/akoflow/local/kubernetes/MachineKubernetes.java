package io.akoflow.local.kubernetes;

import io.akoflow.local.runner.Runner;
import io.akoflow.local.runner.RunnerKind;
import io.akoflow.local.runner.WithEnvironment;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A Kubernetes API for one machine, over HTTP, with a Job controller and a small kubelet.
 *
 * <p>Objects are kept in a journal, so that a new one on the same folder goes on where the last one was, however it
 * ended. Pods end with it: those that had not ended by themselves are Failed afterwards, reason NodeLost. Every request
 * that is answered, and each start and end of a pod, is a line in {@code kubernetes/api.log} of the state folder.
 */
public final class MachineKubernetes implements AutoCloseable {
    private final MachineSettings settings;
    private final Vertx vertx;
    private final HttpServer http;
    private final ControllersThread controllers;
    private final PodWorker worker;
    private final ObjectStore store;
    private final ApiLog log;

    private MachineKubernetes(MachineSettings settings) throws IOException, InterruptedException {
        this.settings = settings;
        var folder = Files.createDirectories(settings.stateFolder().resolve("kubernetes"));
        log = new ApiLog(folder.resolve("api.log"));
        store = new ObjectStore(folder, settings.history());
        Machine.furnish(store);
        controllers = new ControllersThread();
        var claims = new Claims(
                store, controllers, settings.stateFolder().toAbsolutePath().resolve("disks"));
        worker = worker(claims);
        startControllers(claims);
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setUseDaemonThread(true));
        var deletion = new Deletion(store);
        var server = new ApiServer(
                settings.token(),
                new ResourceRequests(store, deletion),
                new Watches(vertx, store),
                new PodLogs(vertx, store, worker),
                log);
        try {
            http = server.listen(vertx, settings.host(), settings.port());
        } catch (IllegalStateException taken) {
            closeAllButHttp();
            throw taken;
        }
    }

    /** Returns when requests are answered. */
    public static MachineKubernetes start(MachineSettings settings) {
        try {
            return new MachineKubernetes(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to start the Kubernetes API, but was interrupted", e);
        }
    }

    /** What Kubernetes clients call the master URL. */
    public URI url() {
        return URI.create("http://%s:%d".formatted(settings.host(), http.actualPort()));
    }

    /** To be sent as {@code Authorization: Bearer}. */
    public String token() {
        return settings.token();
    }

    /** Ends all pods' processes, then the API. */
    @Override
    public void close() {
        try {
            http.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            System.getLogger("akoflow.kubernetes")
                    .log(System.Logger.Level.WARNING, "Could not close the HTTP server", e);
        } finally {
            closeAllButHttp();
        }
    }

    private void closeAllButHttp() {
        controllers.shutdownNow();
        worker.close();
        try {
            if (!controllers.awaitTermination(5, TimeUnit.SECONDS)) {
                System.getLogger("akoflow.kubernetes").log(System.Logger.Level.WARNING, "The controllers do not end");
            }
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
            store.close();
            log.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | java.util.concurrent.TimeoutException e) {
            System.getLogger("akoflow.kubernetes").log(System.Logger.Level.WARNING, "Could not close all", e);
        }
    }

    private PodWorker worker(Claims claims) throws IOException {
        var folder = settings.stateFolder().resolve("kubernetes");
        if (settings.runner() == RunnerKind.SIMULATE) {
            return new SimulatedPods(store, controllers, folder);
        }
        var pods = new ProcessPods(
                store,
                controllers,
                claims,
                new WithEnvironment(Runner.of(settings.runner()), settings.environment()),
                Files.createDirectories(folder.resolve("pods")));
        pods.sweep();
        return new MixedPods(new SimulatedPods(store, controllers, folder), pods);
    }

    private void startControllers(Claims claims) {
        var deletion = new Deletion(store);
        var jobs = new JobController(store, deletion, controllers);
        var kubelet = new Kubelet(store, worker, controllers, log, settings.slots());
        var owners = new OwnerDeletion(store, deletion, controllers);
        store.listen(this::logChange);
        store.listen(jobs::note);
        store.listen(kubelet::note);
        store.listen(owners::note);
        store.listen(claims::note);
        controllers.execute(() -> {
            claims.resume();
            kubelet.resume();
            store.list(ResourceType.JOBS, "", Selector.EVERYTHING).forEach(jobs::start);
        });
    }

    private void logChange(Change change) {
        var object = change.object();
        var before = change.before();
        if (change.kind() == Change.Kind.ADDED) {
            log.created(object);
        } else if (object.type() == ResourceType.PODS && object.hasEnded() && before != null && !before.hasEnded()) {
            log.pod("end", object);
        }
    }
}
