package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Asks Kubernetes itself about attempts of which what was told does not fit together. */
@ApplicationScoped
public class Doubts {

    private static final Logger LOG = Logger.getLogger(Doubts.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final String JOB_NAME = "job-name";

    private final KubernetesClient client;
    private final Attempts attempts;
    /** The keys of those that are asked about in a moment. */
    private final Set<String> soon = ConcurrentHashMap.newKeySet();

    Doubts(KubernetesClient client, Attempts attempts) {
        this.client = client;
        this.attempts = attempts;
    }

    /** In a moment it may have settled by itself, else Kubernetes is asked, once for all that share its Job. */
    void settle(String key, Attempt attempt) {
        if (attempt.claimDoubt()) {
            askSoon(AttemptLabels.jobOf(key));
        }
    }

    private void askSoon(String job) {
        if (soon.add(job)) {
            attempts.after(A_MOMENT, () -> Thread.ofVirtual().start(() -> ask(job)));
        }
    }

    /** Who comes to doubt from now on, asks anew. */
    private void ask(String job) {
        soon.remove(job);
        var doubtful = attempts.keysOf(job).stream().filter(this::isDoubtful).toList();
        var first = doubtful.stream().findFirst().flatMap(attempts::find);
        if (first.isEmpty()) {
            return;
        }
        var name = job.substring(job.indexOf('/') + 1);
        try {
            var answer = answer(first.get().place().namespace(), name);
            doubtful.forEach(key -> settle(key, answer));
        } catch (RuntimeException e) {
            LOG.infof("Expected Kubernetes to tell of %s, but %s; asking again", job, e.getMessage());
            askSoon(job);
        }
    }

    private boolean isDoubtful(String key) {
        return attempts.find(key)
                .filter(it -> it.isDoubtful() && !it.isAbandoned())
                .isPresent();
    }

    private record Answer(Optional<Job> job, Optional<Pod> pod) {}

    private Answer answer(String namespace, String name) {
        var job =
                client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
        var pods = client.pods()
                .inNamespace(namespace)
                .withLabel(JOB_NAME, name)
                .list()
                .getItems();
        return new Answer(Optional.ofNullable(job), pods.stream().findFirst());
    }

    private void settle(String key, Answer answer) {
        attempts.find(key).ifPresent(attempt -> {
            answer.job()
                    .ifPresentOrElse(
                            job -> attempt.see(Views.job(job), job.getMetadata().getDeletionTimestamp() != null, null),
                            attempt::jobIsGone);
            answer.pod().map(Views::pod).ifPresent(attempt::see);
            attempt.settle();
            attempts.note(key);
        });
    }
}
