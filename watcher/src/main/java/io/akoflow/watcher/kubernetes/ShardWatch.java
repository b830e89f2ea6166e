package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.JobView;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.watcher.messaging.Echo;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Watches pods and Jobs of one shard, whatever is made at the time, and notes which attempts have to be looked at. */
final class ShardWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ShardWatch.class);
    private static final Executor VIRTUAL = work -> Thread.ofVirtual().start(work);

    private final int shard;
    private final Attempts attempts;
    private final Logs logs;
    private final Echo echo;
    private final List<Informing<?>> informers = new ArrayList<>();
    private volatile boolean synced;
    private volatile boolean closed;

    ShardWatch(int shard, Attempts attempts, Logs logs, Echo echo) {
        this.shard = shard;
        this.attempts = attempts;
        this.logs = logs;
        this.echo = echo;
    }

    /** Begins to watch; until all is listed, nothing is looked at. */
    void start(KubernetesClient client, List<String> namespaces) {
        var label = Integer.toString(shard);
        List<CompletableFuture<Void>> listed = new ArrayList<>();
        for (var namespace : namespaces) {
            var jobs = client.batch().v1().jobs().inNamespace(namespace).withLabel(JobLabels.SHARD, label);
            var pods = client.pods().inNamespace(namespace).withLabel(JobLabels.SHARD, label);
            var ofJobs = Informing.start("Jobs in " + namespace, jobs, ShardWatch::cut, new JobHandler());
            var ofPods = Informing.start("pods in " + namespace, pods, ShardWatch::cut, new PodHandler());
            informers.addAll(List.of(ofJobs, ofPods));
            listed.add(ofJobs.listed().toCompletableFuture());
            listed.add(ofPods.listed().toCompletableFuture());
        }
        var _ = CompletableFuture.allOf(listed.toArray(CompletableFuture<?>[]::new))
                .thenApplyAsync(_ -> echo.logged(), VIRTUAL)
                .thenAccept(this::beginToLook);
    }

    /** Whether all has been listed, and changes come. */
    boolean isSynced() {
        return synced && informers.stream().allMatch(Informing::isWatching);
    }

    /** Whether all has been listed once, so that what is not known is not there. */
    boolean isListed() {
        return synced;
    }

    @Override
    public void close() {
        closed = true;
        informers.forEach(Informing::close);
        attempts.abandon(shard);
    }

    private void beginToLook(Set<AttemptId> logged) {
        attempts.forEach(shard, (key, attempt) -> {
            if (logged.contains(attempt.id())) {
                logs.skip(key, attempt);
            }
        });
        synced = true;
        attempts.noteAll(shard);
        LOG.infof("Watching shard %d", shard);
    }

    private static Job cut(Job job, ObjectMeta metadata) {
        return new JobBuilder().withMetadata(metadata).build();
    }

    private static Pod cut(Pod pod, ObjectMeta metadata) {
        metadata.setOwnerReferences(pod.getMetadata().getOwnerReferences());
        return new PodBuilder().withMetadata(metadata).build();
    }

    private final class JobHandler implements ResourceEventHandler<Job> {
        @Override
        public void onAdd(Job job) {
            var metadata = job.getMetadata();
            AttemptLabels.pack(metadata).filter(_ -> !closed).ifPresent(pack -> {
                var view = Views.job(job);
                boolean leaves = metadata.getDeletionTimestamp() != null;
                var asked = AttemptLabels.asked(metadata);
                findOrAddAll(keyOf(metadata), pack, metadata, attempt -> attempt.see(view, leaves, asked));
            });
        }

        @Override
        public void onUpdate(Job before, Job now) {
            onAdd(now);
        }

        @Override
        public void onDelete(Job job, boolean unknown) {
            attempts.forEachOf(keyOf(job.getMetadata()), Attempt::jobIsGone);
        }

        private static String keyOf(ObjectMeta job) {
            return AttemptLabels.key(job.getNamespace(), job.getName());
        }
    }

    private void findOrAddAll(String job, Pack pack, ObjectMeta metadata, Consumer<Attempt> work) {
        attempts.findOrAddAll(job, pack, metadata.getNamespace(), shard, work);
    }

    private final class PodHandler implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            var metadata = pod.getMetadata();
            AttemptLabels.pack(metadata)
                    .filter(_ -> !closed)
                    .ifPresent(pack -> AttemptLabels.attemptOf(metadata)
                            .ifPresent(job -> findOrAddAll(job, pack, metadata, seeing(pod))));
        }

        /** It is cut down once, however many share it. */
        private static Consumer<Attempt> seeing(Pod pod) {
            if (AttemptLabels.isBare(pod.getMetadata())) {
                var view = Views.barePod(pod);
                var asked = AttemptLabels.asked(pod.getMetadata());
                return attempt -> attempt.see(view, asked);
            }
            var view = Views.pod(pod);
            return attempt -> attempt.see(view);
        }

        @Override
        public void onUpdate(Pod before, Pod now) {
            onAdd(now);
        }

        /** What is told last may be how it ended, unless it is only known that it is gone. */
        @Override
        public void onDelete(Pod pod, boolean unknown) {
            var metadata = pod.getMetadata();
            Consumer<Attempt> last = unknown ? _ -> {} : seeing(pod);
            boolean isBare = AttemptLabels.isBare(metadata);
            AttemptLabels.attemptOf(metadata)
                    .ifPresent(job -> attempts.forEachOf(job, attempt -> {
                        last.accept(attempt);
                        attempt.podIsGone(metadata.getUid());
                        if (isBare) {
                            attempt.see(JobView.GONE_WITH_POD, true, null);
                        }
                    }));
        }
    }
}
