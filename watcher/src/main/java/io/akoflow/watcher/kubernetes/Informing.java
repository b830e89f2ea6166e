package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * An informer that goes on whatever happens: while the API server does not answer, and after it has forgotten what came
 * after the last that was seen. Then everything is listed again, and what has changed is told.
 *
 * @param <T> the kind of object
 */
final class Informing<T extends HasMetadata> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Informing.class);
    /** One that many attempts share may have 256 KiB, and so may its Job. */
    private static final long PAGE = 50;

    private final SharedIndexInformer<T> informer;
    private final CompletionStage<Void> listed;

    private Informing(SharedIndexInformer<T> informer) {
        this.informer = informer;
        this.listed = informer.start();
    }

    /**
     * Begins to tell.
     *
     * @param what for people: what kind of objects they are
     * @param cut makes what is kept of an object, see {@link SlimStore}
     */
    static <T extends HasMetadata> Informing<T> start(
            String what, Informable<T> objects, BiFunction<T, ObjectMeta, T> cut, ResourceEventHandler<T> handler) {
        var informer = objects.withLimit(PAGE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(new SlimStore<>(cut))
                .addEventHandler(handler)
                .exceptionHandler((_, failure) -> {
                    LOG.warnf("Expected to watch %s, but %s; trying again", what, failure.getMessage());
                    return true;
                });
        return new Informing<>(informer);
    }

    /** Done when all has been told that was there at the beginning. */
    CompletionStage<Void> listed() {
        return listed;
    }

    boolean isWatching() {
        return informer.isWatching();
    }

    @Override
    public void close() {
        informer.stop();
    }
}
