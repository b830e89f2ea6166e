package io.akoflow.engine.draft;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that an activity reads or writes.
 *
 * @param path as {@link FilePaths#below} makes it
 * @param bytes negative when nobody knows
 */
public record DraftFile(String path, long bytes) {

    Object keys() {
        if (bytes < 0) {
            return path;
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("path", path);
        keys.put("bytes", bytes);
        return keys;
    }
}
