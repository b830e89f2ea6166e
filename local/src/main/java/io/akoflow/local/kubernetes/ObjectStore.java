package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All objects, in memory and in a {@link Journal}; one change at a time, in the order of resource versions.
 *
 * <p>Listeners are called one change after the other while no other change can happen, so they must only take note.
 */
final class ObjectStore implements AutoCloseable {
    private final Map<ResourceType, NavigableMap<String, Stored>> objects = new EnumMap<>(ResourceType.class);
    private final Map<ResourceType, Map<String, NavigableMap<String, Stored>>> byLabel =
            new EnumMap<>(ResourceType.class);
    private final Map<String, Map<String, Stored>> byOwner = new HashMap<>();
    private final Map<String, Stored> byUid = new HashMap<>();
    private final ArrayDeque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final int historyLimit;
    private final Journal journal;
    private long version;
    private long forgottenUpTo;

    ObjectStore(Path folder, int historyLimit) throws IOException {
        this.historyLimit = historyLimit;
        for (var type : ResourceType.values()) {
            objects.put(type, new TreeMap<>());
            byLabel.put(type, new HashMap<>());
        }
        journal = Journal.open(folder, this::replay);
        forgottenUpTo = version;
    }

    synchronized long version() {
        return version;
    }

    synchronized Optional<Stored> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(of(type).get(Stored.key(namespace, name)));
    }

    /** The object that has this uid now. */
    synchronized Optional<Stored> byUid(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    synchronized List<Stored> ownedBy(String uid) {
        return List.copyOf(byOwner.getOrDefault(uid, Map.of()).values());
    }

    /** @param namespace empty for all of them */
    synchronized List<Stored> list(ResourceType type, String namespace, Selector selector) {
        var found = new ArrayList<Stored>();
        for (var object : candidates(type, namespace, selector)) {
            if (selector.matches(object)) {
                found.add(object);
            }
        }
        return found;
    }

    /** A list and the version it is of. */
    synchronized Listing listing(ResourceType type, String namespace, Selector selector) {
        return new Listing(version, list(type, namespace, selector));
    }

    /** See {@link #listing}. */
    record Listing(long version, List<Stored> items) {}

    /** Adds an object that has its name and uid. */
    synchronized Stored create(ResourceType type, ObjectNode tree) {
        var metadata = Json.metadata(tree);
        var name = metadata.path("name").asText();
        if (of(type).containsKey(Stored.key(metadata.path("namespace").asText(), name))) {
            throw RefusedException.alreadyExists(type, name);
        }
        metadata.put("resourceVersion", Long.toString(version + 1));
        var stored = Stored.of(type, tree);
        carryOut(new Change(Change.Kind.ADDED, stored, null));
        return stored;
    }

    /**
     * Changes an object; nothing happens when the result is the same.
     *
     * <p>An object that is being deleted goes when its last finalizer does; a pod, when the kubelet removes it.
     */
    synchronized Stored update(ResourceType type, String namespace, String name, UnaryOperator<ObjectNode> change) {
        var before = get(type, namespace, name).orElseThrow(() -> RefusedException.notFound(type, name));
        var tree = change.apply(before.tree());
        Json.metadata(tree).put("resourceVersion", Long.toString(before.version()));
        if (tree.equals(before.tree())) {
            return before;
        }
        if (Stored.isBeingDeleted(tree)
                && tree.path("metadata").path("finalizers").isEmpty()
                && type != ResourceType.PODS) {
            return remove(before, tree);
        }
        Json.metadata(tree).put("resourceVersion", Long.toString(version + 1));
        var stored = Stored.of(type, tree);
        carryOut(new Change(Change.Kind.MODIFIED, stored, before));
        return stored;
    }

    /** Like {@link #update}, but an object that is gone meanwhile is nobody's mistake. */
    synchronized Optional<Stored> updateIfPresent(Stored object, UnaryOperator<ObjectNode> change) {
        var present = get(object.type(), object.namespace(), object.name());
        if (present.isEmpty() || !present.get().uid().equals(object.uid())) {
            return Optional.empty();
        }
        return Optional.of(update(object.type(), object.namespace(), object.name(), change));
    }

    /** Removes an object, whatever its finalizers. */
    synchronized void remove(Stored object) {
        var present = of(object.type()).get(object.key());
        if (present != null && present.uid().equals(object.uid())) {
            remove(present, present.tree());
        }
    }

    /** Removes a pod of which nothing runs any more, or says that nothing does while its finalizers keep it. */
    synchronized void letGo(Stored pod) {
        if (pod.tree().path("metadata").path("finalizers").isEmpty()) {
            remove(pod);
        } else {
            var _ = updateIfPresent(pod, Deletion::withoutGrace);
        }
    }

    /** Calls the listener with every later change. */
    synchronized void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /**
     * Calls the listener with every change after a version, those that have been first.
     *
     * @throws RefusedException 410, when they are no longer known
     */
    synchronized void listenFrom(long after, Consumer<Change> listener) {
        if (after < forgottenUpTo) {
            throw RefusedException.gone(after, forgottenUpTo);
        }
        for (var change : history) {
            if (change.version() > after) {
                listener.accept(change);
            }
        }
        listeners.add(listener);
    }

    /** Calls the listener with every object as it is now, as if it had been added, and with every later change. */
    synchronized long listenFromNow(ResourceType type, String namespace, Consumer<Change> listener) {
        list(type, namespace, Selector.EVERYTHING)
                .forEach(object -> listener.accept(new Change(Change.Kind.ADDED, object, null)));
        listeners.add(listener);
        return version;
    }

    void leave(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }

    private Stored remove(Stored before, ObjectNode tree) {
        Json.metadata(tree).put("resourceVersion", Long.toString(version + 1));
        var last = Stored.of(before.type(), tree);
        carryOut(new Change(Change.Kind.DELETED, last, before));
        return last;
    }

    private void carryOut(Change change) {
        journal.append(change);
        version = change.version();
        index(change);
        history.addLast(change);
        if (history.size() > historyLimit) {
            forgottenUpTo = history.removeFirst().version();
        }
        for (var listener : listeners) {
            listener.accept(change);
        }
        if (journal.isDueForCompaction()) {
            var all = new ArrayList<Stored>();
            objects.values().forEach(ofType -> all.addAll(ofType.values()));
            journal.compact(all, version);
        }
    }

    private void replay(Journal.Line line) {
        version = Math.max(version, line.version());
        var before = of(line.type()).get(Stored.key(line.namespace(), line.name()));
        if (line.object() != null) {
            index(new Change(Change.Kind.MODIFIED, Stored.of(line.type(), line.object()), before));
        } else if (before != null) {
            index(new Change(Change.Kind.DELETED, before, before));
        }
    }

    private void index(Change change) {
        var before = change.before();
        if (before != null) {
            before.labels().forEach((key, value) -> forgetLabel(before, key + "=" + value));
            before.owners().forEach(owner -> forgetOwner(before, owner));
            byUid.remove(before.uid());
            of(before.type()).remove(before.key());
        }
        if (change.kind() == Change.Kind.DELETED) {
            return;
        }
        var now = change.object();
        of(now.type()).put(now.key(), now);
        byUid.put(now.uid(), now);
        var labels = labelsOf(now.type());
        now.labels()
                .forEach((key, value) -> labels.computeIfAbsent(key + "=" + value, _ -> new TreeMap<>())
                        .put(now.key(), now));
        now.owners()
                .forEach(owner ->
                        byOwner.computeIfAbsent(owner, _ -> new HashMap<>()).put(now.uid(), now));
    }

    private void forgetLabel(Stored object, String label) {
        labelsOf(object.type()).computeIfPresent(label, (_, those) -> {
            those.remove(object.key());
            return those.isEmpty() ? null : those;
        });
    }

    private void forgetOwner(Stored object, String owner) {
        byOwner.computeIfPresent(owner, (_, those) -> {
            those.remove(object.uid());
            return those.isEmpty() ? null : those;
        });
    }

    private Collection<Stored> candidates(ResourceType type, String namespace, Selector selector) {
        var fewest = of(type);
        for (var equality : selector.equalities()) {
            var those = labelsOf(type).get(equality);
            if (those == null) {
                return Collections.emptyList();
            }
            if (those.size() < fewest.size()) {
                fewest = those;
            }
        }
        return namespace.isEmpty()
                ? fewest.values()
                : fewest.subMap(namespace + "/", namespace + "0").values();
    }

    private NavigableMap<String, Stored> of(ResourceType type) {
        return objects.getOrDefault(type, new TreeMap<>());
    }

    private Map<String, NavigableMap<String, Stored>> labelsOf(ResourceType type) {
        return byLabel.getOrDefault(type, Map.of());
    }
}
