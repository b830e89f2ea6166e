package io.akoflow.engine.export;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What several streams hold, one stream after the other, each item made when it is asked for. A stream that is put
 * together by {@code flatMap} makes all items of a part when the first one is asked for.
 */
final class InTurn<T> implements Iterator<T> {

    private final Iterator<Stream<T>> parts;
    private Iterator<T> part = Collections.emptyIterator();

    InTurn(List<Stream<T>> parts) {
        this.parts = parts.iterator();
    }

    @Override
    public boolean hasNext() {
        while (!part.hasNext() && parts.hasNext()) {
            part = parts.next().iterator();
        }
        return part.hasNext();
    }

    @Override
    public T next() {
        return hasNext() ? part.next() : Collections.<T>emptyIterator().next();
    }
}
