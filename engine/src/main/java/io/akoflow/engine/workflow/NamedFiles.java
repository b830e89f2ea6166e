package io.akoflow.engine.workflow;

import java.util.List;

/**
 * The files that an activity is said to read and to write. Nothing depends on it when it runs: dependencies alone say
 * when, and the disk holds what was written. It is told to whoever asks where a result came from.
 *
 * @param inputs in the file's order, each path once
 * @param outputs in the file's order, each path once
 */
public record NamedFiles(List<NamedFile> inputs, List<NamedFile> outputs) {

    /** Nobody says any. */
    public static final NamedFiles NONE = new NamedFiles(List.of(), List.of());

    public NamedFiles {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * One file.
     *
     * @param path below the folder in which the activity works; no part of it is {@code ..}
     * @param bytes its size; negative when nobody says
     */
    public record NamedFile(String path, long bytes) {}
}
