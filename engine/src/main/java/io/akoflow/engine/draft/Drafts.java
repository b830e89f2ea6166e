package io.akoflow.engine.draft;

import io.akoflow.contract.Packing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Values of {@code spec} as a {@link Draft} holds them. */
public final class Drafts {

    private Drafts() {}

    /** The value of {@code packing}. */
    public static List<Object> packing(Packing packing) {
        var items = new ArrayList<Object>();
        for (var rule : packing.rules()) {
            var keys = new LinkedHashMap<String, Object>();
            keys.put("match", rule.match());
            keys.put("size", rule.size());
            keys.put("wait", rule.waits().toMillis() + "ms");
            items.add(keys);
        }
        if (packing.auto()) {
            items.add("auto");
        }
        return items;
    }
}
