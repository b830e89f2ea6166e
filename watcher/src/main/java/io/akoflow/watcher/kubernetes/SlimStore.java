package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer remembers of objects: just enough to see that one has changed or is gone.
 *
 * @param <T> the kind of object
 */
final class SlimStore<T extends HasMetadata> implements ItemStore<T> {

    private final Map<String, T> slim = new ConcurrentHashMap<>();
    private final BiFunction<T, ObjectMeta, T> cut;

    /** @param cut makes what is kept, given the whole and what is kept of its metadata */
    SlimStore(BiFunction<T, ObjectMeta, T> cut) {
        this.cut = cut;
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable T put(String key, T object) {
        var metadata = object.getMetadata();
        var kept = new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .build();
        return slim.put(key, cut.apply(object, kept));
    }

    @Override
    public @Nullable T remove(String key) {
        return slim.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return slim.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return slim.values().stream();
    }

    @Override
    public int size() {
        return slim.size();
    }

    @Override
    public @Nullable T get(String key) {
        return slim.get(key);
    }

    /** Else whoever listens would get what is kept here instead of what has come. */
    @Override
    public boolean isFullState() {
        return false;
    }
}
