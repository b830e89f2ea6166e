package io.akoflow.engine.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A workflow file of our own before it is written.
 *
 * @param image of activities that name none; null when each does
 * @param storage what {@code storagePolicy} holds; empty for the default one
 * @param also what else {@code spec} holds, by key
 * @param activities in the order in which they are written
 */
public record Draft(
        String name,
        @Nullable String image,
        Map<String, String> storage,
        Map<String, Object> also,
        List<DraftActivity> activities) {

    static final String BEGIN = "  - name: ";

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setSplitLines(false)
            .setSchema(new CoreSchema()) // else NULL and ~ stand without quotes, and mean nothing
            .build();

    public Draft {
        storage = Collections.unmodifiableMap(new LinkedHashMap<>(storage));
        also = Collections.unmodifiableMap(new LinkedHashMap<>(also));
        activities = List.copyOf(activities);
    }

    /** One with nothing else. */
    public Draft(String name, @Nullable String image, Map<String, String> storage, List<DraftActivity> activities) {
        this(name, image, storage, Map.of(), activities);
    }

    /** As YAML, in which each activity begins with a line of its own that says its name. */
    public String text() {
        var spec = new LinkedHashMap<String, Object>();
        if (image != null) {
            spec.put("image", image);
        }
        spec.putAll(also);
        if (!storage.isEmpty()) {
            spec.put("storagePolicy", storage);
        }
        var list = new ArrayList<Object>(activities.size());
        activities.forEach(activity -> list.add(activity.keys()));
        spec.put("activities", list);
        var file = new LinkedHashMap<String, Object>();
        file.put("name", name);
        file.put("spec", spec);
        return new Dump(SETTINGS).dumpToString(file);
    }
}
