package io.akoflow.dispatcher.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers something about so many objects, and forgets those first that were remembered first. Thread-safe. */
final class Recent<T> {

    private final Map<String, T> known;

    Recent(int most) {
        known = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > most;
            }
        };
    }

    synchronized void remember(String object, T value) {
        known.remove(object);
        known.put(object, value);
    }

    synchronized Optional<T> of(String object) {
        return Optional.ofNullable(known.get(object));
    }

    synchronized void forget(String object) {
        known.remove(object);
    }
}
