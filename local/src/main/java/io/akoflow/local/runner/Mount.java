package io.akoflow.local.runner;

import java.nio.file.Path;

/**
 * A file or folder of this machine that a container sees elsewhere.
 *
 * @param mountPath absolute, in the container
 * @param disk whether it is a claim's, rather than akoflow's own or scratch
 */
public record Mount(Path source, String mountPath, boolean disk) {

    /** Whether a path of the container lies in it. */
    public boolean covers(String path) {
        return path.equals(mountPath) || path.startsWith(mountPath.endsWith("/") ? mountPath : mountPath + "/");
    }

    /** Where on this machine a path is that it covers. */
    public Path locate(String path) {
        var rest = path.substring(mountPath.length());
        return source.resolve(rest.startsWith("/") ? rest.substring(1) : rest);
    }
}
