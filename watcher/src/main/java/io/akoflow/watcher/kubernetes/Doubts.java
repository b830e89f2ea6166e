package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Asks Kubernetes itself about attempts of which what was told does not fit together. */
@ApplicationScoped
public class Doubts {

    private static final Logger LOG = Logger.getLogger(Doubts.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final String JOB_NAME = "job-name";

    private final KubernetesClient client;
    private final Attempts attempts;

    Doubts(KubernetesClient client, Attempts attempts) {
        this.client = client;
        this.attempts = attempts;
    }

    /** In a moment it may have settled by itself, else Kubernetes is asked. */
    void settle(String key, Attempt attempt) {
        if (attempt.claimDoubt()) {
            attempts.after(A_MOMENT, () -> Thread.ofVirtual().start(() -> ask(key, attempt)));
        }
    }

    private void ask(String key, Attempt attempt) {
        if (!attempt.isDoubtful() || attempt.isAbandoned()) {
            return;
        }
        var job = AttemptLabels.jobOf(key);
        ask(key, attempt, job.substring(job.indexOf('/') + 1));
    }

    private void ask(String key, Attempt attempt, String name) {
        var namespace = attempt.place().namespace();
        try {
            var job = client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            var pods = client.pods()
                    .inNamespace(namespace)
                    .withLabel(JOB_NAME, name)
                    .list()
                    .getItems();
            if (job == null) {
                attempt.jobIsGone();
            } else {
                attempt.see(Views.job(job), job.getMetadata().getDeletionTimestamp() != null, null);
            }
            pods.stream().findFirst().map(Views::pod).ifPresent(attempt::see);
            attempt.settle();
            attempts.note(key);
        } catch (RuntimeException e) {
            LOG.infof("Expected Kubernetes to tell of %s, but %s; asking again", key, e.getMessage());
            attempts.after(A_MOMENT, () -> Thread.ofVirtual().start(() -> ask(key, attempt)));
        }
    }
}
