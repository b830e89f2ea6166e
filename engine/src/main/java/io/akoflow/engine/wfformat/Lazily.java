package io.akoflow.engine.wfformat;

import java.util.AbstractList;
import java.util.List;
import java.util.function.IntFunction;

/** Lists whose items are made whenever somebody looks, since all at once would be large. */
final class Lazily {

    private Lazily() {}

    static <T> List<T> made(int size, IntFunction<T> item) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return item.apply(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
